"""Figures of customers and of the channels that bring them."""
