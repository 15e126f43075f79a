"""The book's costs and budgets: gathered for figures, proposed, explained."""
