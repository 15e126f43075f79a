"""Sheets and columns that a workbook lacks, made in its own manner."""
