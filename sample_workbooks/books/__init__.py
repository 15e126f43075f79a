"""Sample workbooks told once for both languages: records in, a designed workbook out."""
