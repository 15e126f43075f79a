"""What the documentation takes from the program itself: written into its pages, checked, built."""
