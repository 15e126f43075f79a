"""Money owed and paid as shown: figures, the age of what is owed, whom to chase."""
