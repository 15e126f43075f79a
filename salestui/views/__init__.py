"""What panels and reports show, as frozen values with their texts formatted. No Textual."""
