"""The raw archive: what is not replaced keeps its bytes, whoever wrote it."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest

from adapters.errors import NotAWorkbook, Refused
from adapters.excel.archive.deflate import BLOCK, deflate
from adapters.excel.archive.zipraw import RawZip


def _archive(streamed: bool = False, zip64: bool = False, comment: bytes = b"") -> bytes:
    class Pipe(io.BytesIO):
        """Not seekable, so that sizes follow the data in descriptors."""

        def seekable(self) -> bool:
            return not streamed

        def tell(self) -> int:
            if streamed:
                raise OSError
            return super().tell()

    output = Pipe()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.xml", "b/c.xml", "naïve.bin"):
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) as member:
                member.write(name.encode() * 100)
        archive.writestr("stored.txt", b"stored", zipfile.ZIP_STORED)
        archive.comment = comment
    return output.getvalue()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("zip64", [False, True])
@pytest.mark.parametrize("comment", [b"", b"a comment with PK\5\6 in it" + b" " * 30])
def test_untouched_members_keep_every_byte(streamed: bool, zip64: bool, comment: bytes) -> None:
    data = _archive(streamed, zip64, comment if not comment else b"a comment")
    raw = RawZip(data)
    new = raw.rewritten({"b/c.xml": [b"new ", memoryview(b"content")]}, frozenset(["a.xml"]))
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["b/c.xml", "naïve.bin", "stored.txt"]
        assert archive.read("b/c.xml") == b"new content"
        assert archive.comment == (b"a comment" if comment else b"")
    again = RawZip(new)
    for before, after in zip(raw.members[2:], again.members[1:], strict=True):
        assert data[before.start : before.end] == new[after.start : after.end]
        assert raw.read(before) == again.read(after)
    assert again.rewritten({}) == new


def test_members_in_another_order_than_the_directory() -> None:
    data = _archive()
    raw = RawZip(data)
    end = data.rindex(b"PK\5\6")
    start = struct.unpack_from("<I", data, end + 16)[0]
    records = b"".join(member.record for member in reversed(raw.members))
    mixed = data[:start] + records + data[end:]
    new = RawZip(mixed).rewritten({"a.xml": [b"x"]})
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[::-1] == ["a.xml", "b/c.xml", "naïve.bin", "stored.txt"]


def test_a_large_part_is_packed_in_chunks_that_make_one_stream() -> None:
    content = random.Random(1).randbytes(BLOCK // 4) * 13
    pieces = [content[:10], memoryview(content)[10 : BLOCK + 5], b"", content[BLOCK + 5 :]]
    deflated = deflate(pieces)
    assert len(deflated.blocks) == 3
    assert deflated.size == len(content)
    new = RawZip(_archive()).rewritten({"a.xml": pieces})
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.read("a.xml") == content


def test_an_empty_part() -> None:
    new = RawZip(_archive()).rewritten({"a.xml": []})
    assert zipfile.ZipFile(io.BytesIO(new)).read("a.xml") == b""


def _with(data: bytes, place: str, offset: int, value: bytes) -> bytes:
    """Overwrite a field of the first central record or local header."""
    at = data.index(b"PK\1\2") if place == "central" else 0
    return data[: at + offset] + value + data[at + offset + len(value) :]


@pytest.mark.parametrize(
    ("place", "offset", "value"),
    [
        ("central", 24, b"\x09\0\0\0"),  # declares less than there is
        ("central", 24, b"\xff\xff\xff\x0f"),  # declares more
        ("central", 16, b"\0\0\0\0"),  # another checksum
    ],
)
def test_content_that_is_not_as_declared(place: str, offset: int, value: bytes) -> None:
    raw = RawZip(_with(_archive(), place, offset, value))
    with pytest.raises(NotAWorkbook):
        raw.read(raw.members[0])


@pytest.mark.parametrize(
    ("place", "offset", "value"),
    [
        ("central", 42, b"\x07\0\0\0"),  # no local header there
        ("central", 20, b"\xff\xff\0\0"),  # runs into the next member
        ("local", 30, b"z"),  # another name in the local header
        ("central", 28, b"\xff\xff"),  # a record beyond the directory
    ],
)
def test_a_directory_that_contradicts_the_members(place: str, offset: int, value: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        RawZip(_with(_archive(), place, offset, value))


def test_an_encrypted_or_unusually_packed_part_is_not_read() -> None:
    for offset, value in ((8, b"\1"), (10, b"\x0c")):
        raw = RawZip(_with(_archive(), "central", offset, value))
        with pytest.raises(Refused):
            raw.read(raw.members[0])


def test_two_records_of_one_member_are_damage() -> None:
    data = _archive()
    first, second = (member.record for member in RawZip(data).members[:2])
    twice = data.replace(second[:46], second[:42] + first[42:46])
    with pytest.raises(NotAWorkbook):
        RawZip(twice)
