"""Filter expressions: from what is typed to rows."""
