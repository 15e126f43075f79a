"""The on-site screen: how units sell, who comes, what is due, and registering visitors."""
