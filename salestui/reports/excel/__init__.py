"""Reports as designed Excel workbooks: native tables and charts, and formulas that compute."""
