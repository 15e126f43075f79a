"""The screens over the book, and the dialogs over them."""
