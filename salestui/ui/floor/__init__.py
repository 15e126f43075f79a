"""The sales floor: units by building and floor, and what is done with them."""
