"""The home: which panels it shows, how they are laid out, and how the user rearranges them."""
