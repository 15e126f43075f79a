"""A sheet that the workbook does not have yet, put into its package."""
