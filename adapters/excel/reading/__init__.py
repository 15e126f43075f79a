"""Reading in a worker process: outline, cells and formulas."""
