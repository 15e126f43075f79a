"""What is wrong in a book, found by checks of its rows."""
