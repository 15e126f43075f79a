"""The parts of the mapping screen."""
