"""Styled text for the screen out of text from files, which is never markup nor control codes."""

from __future__ import annotations

from textual.content import Content

from salestui.plain_text import visible_lines


def assemble(*parts: str | tuple[str, str]) -> Content:
    """Texts, or texts with a style, in a row; whatever is not plain writing is made visible."""
    return Content.assemble(
        *(
            visible_lines(part) if isinstance(part, str) else (visible_lines(part[0]), part[1])
            for part in parts
        )
    )
