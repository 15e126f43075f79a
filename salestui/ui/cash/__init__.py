"""The screen of collections: what is owed, and whom to chase."""
