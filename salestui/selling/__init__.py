"""What sellers and managers do, as pure functions from a state of the book to findings and edits.

Views show what is found; the interface turns keys into the edits.
"""
