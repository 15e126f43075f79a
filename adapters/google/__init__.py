"""Google spreadsheets: read through gspread, followed by polling, written cell by cell."""
