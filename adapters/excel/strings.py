"""The shared strings that are needed, without keeping them all."""

from __future__ import annotations

import io
import re
from collections.abc import Collection

from lxml import etree

from adapters.excel import guard
from adapters.excel.sheetscan import string_text

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Undo the ``_x000D_`` form in which Excel stores characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def shared_strings(xml: bytes, wanted: Collection[int]) -> dict[int, str]:
    """The shared strings with these indexes; those that do not exist are left out."""
    texts: dict[int, str] = {}
    if not xml or not wanted:
        return texts
    last = max(wanted)
    items = etree.iterparse(
        io.BytesIO(xml), events=("end",), tag="{*}si", resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for index, (_, item) in enumerate(items):
            if index in wanted:
                texts[index] = unescape(string_text(item))
            if index >= last:
                break
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    except etree.XMLSyntaxError as problem:
        raise guard.damaged("its list of texts is not valid XML") from problem
    return texts
