"""Many books as one: a roll-up for looking, each edit going to the book that it came from.

Each workbook stays a ``Book`` of its own, with its mapping, journal, conflicts and saves; what the
screens and figures see is one state put together of theirs. A workbook put together of several
would have been less code, but the ones in it could then have no mapping of their own, an edit kept
in the roll-up's journal would not be found by who opens the team's book alone, and a save that one
of them refuses could not be all or nothing.
"""
