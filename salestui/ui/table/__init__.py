"""The parts of the table screens: what to show, editing, searching, exporting, detail, board."""
