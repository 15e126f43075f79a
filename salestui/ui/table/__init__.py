"""The parts of the table screens: what to show, editing, searching, taking away, detail, board."""
