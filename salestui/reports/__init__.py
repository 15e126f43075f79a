"""Files and documents made from the book: new workbooks, exported grids."""
