"""The characters of a text file, whose encoding nothing but its bytes tells."""

from __future__ import annotations

import codecs

from adapters.errors import N_, Notice

_SAMPLE = 2**16  # bytes that tell the encoding
_MOSTLY = 0.9

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def looks_like_utf16(start: bytes) -> bool:
    """Whether every other of the first bytes is zero, as in Latin text of two bytes a letter."""
    pairs = start[: len(start) // 2 * 2][:400]
    halves = pairs[::2], pairs[1::2]
    return len(pairs) >= 8 and any(
        half.count(0) > _MOSTLY * len(half) and not other.count(0)
        for half, other in (halves, halves[::-1])
    )


def decoded(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file, and what is to be said about how it was read.

    A file without a mark of its own is UTF-8 where it can be, else Chinese where its characters
    are common ones in that reading, else Western European.
    """
    encoding = _encoding(data)
    text = data.decode(encoding, "replace")
    notes = []
    if encoding in ("gb18030", "cp1252"):
        notes.append(
            Notice(
                N_("The file does not say how its letters are stored; it was read as {encoding}."),
                {"encoding": "GB18030 (Chinese)" if encoding == "gb18030" else "Windows-1252"},
            )
        )
    if unread := text.count("\ufffd"):
        notes.append(
            Notice(
                N_("{n} characters of the file could not be read; each is shown as \ufffd."),
                {"n": unread},
            )
        )
    return text, tuple(notes)


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if looks_like_utf16(data):
        return "utf-16-le" if data[1] == 0 else "utf-16-be"
    if _is_utf8(data):
        return "utf-8"
    return "gb18030" if _is_chinese(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, up to a few damaged characters."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        sound = sum(map(text.count, set(text) - {"\ufffd"} - set(map(chr, range(128)))))
        return sound > 0 and text.count("\ufffd") * 20 <= sound
    return True


def _is_chinese(data: bytes) -> bool:
    """Whether most characters beyond ASCII are common ones (of GB2312) when read as Chinese.

    The sign ¥, which GB2312 lacks, counts for neither.
    """
    text = data[:_SAMPLE].decode("gb18030", "replace")
    beyond = "".join(c for c in text if c > "\x7f" and c != "¥")
    common = beyond.encode("gb2312", "ignore").decode("gb2312")
    return len(common) >= _MOSTLY * len(beyond)
