"""The parts of a workbook package and what stands in them."""
