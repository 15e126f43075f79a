"""The sales floor: units, who came, what is due."""
