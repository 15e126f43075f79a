"""Money owed and paid, as the sheets of the book have it."""
