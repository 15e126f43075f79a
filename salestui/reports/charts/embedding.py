"""A drawing made fit to stand within a page: as wide as its place, small, told in a sentence."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from salestui.reports.charts.palette import FONTS

_NAMESPACE = "http://www.w3.org/2000/svg"
_DROPPED = ("class", "role", "aria-roledescription", "aria-hidden", "pointer-events", "font-family")
_FRAMES = ("background", "foreground")
_PLACES = ("d", "transform", "x2", "y2")
_LONG = re.compile(r"(\.\d\d)\d+")


def embedded(drawn: str, says: str) -> str:
    """The SVG document as an element of a page.

    Args:
        says: what it shows, for who cannot see it.
    """
    root = ElementTree.fromstring(drawn)
    for element in root.iter():  # prefixes are a registry of the process that others change
        element.tag = element.tag.rpartition("}")[2]
    for group in list(root.iter("g")):
        for path in group.findall("path"):
            if path.get("class") in _FRAMES:  # never seen, and some without a size
                group.remove(path)
    for element in root.iter():
        _reduce(element)
    box = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib.update({"xmlns": _NAMESPACE, "viewBox": box, "font-family": FONTS})
    root.attrib.update({"role": "img", "aria-label": says})
    title = ElementTree.Element("title")
    title.text = says
    root.insert(0, title)
    return ElementTree.tostring(root, encoding="unicode")


def _reduce(element: ElementTree.Element) -> None:
    """Leave out what a picture told in a sentence does not need, and what nobody sees."""
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in _PLACES:
        if value := element.get(name):
            element.set(name, _LONG.sub(r"\1", value))
