"""The team's structures as a screen."""
