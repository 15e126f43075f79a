"""From sheets to fields: finds the tables in a workbook, reads and types their cells."""
