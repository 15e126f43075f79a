"""How a workbook is understood, as shown and as chosen."""
