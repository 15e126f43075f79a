"""The matrix of targets: seen, edited, broken down, locked and suggested."""
