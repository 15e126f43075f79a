"""The texts of the optional sheets, as tables: a module a language and family of sheets.

Tables of the two languages have the same keys and lengths, so that a story may pick by place.
"""
