"""What a block of EXIF tells of a picture and of who took it.

Read here and not by the library that opens pictures: it skips what it finds odd, and what is odd
still leaves with the file.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

CAMERA, GPS = 0x8769, 0x8825  # tags that point to a directory of their own
MOST_ENTRIES = 1000  # a camera writes 60
# tag -> what it tells (EXIF 3.0; the XP ones are Windows', the last three of DNG).
TELLS = {
    **dict.fromkeys((0x010F, 0x0110, 0xA433, 0xA434, 0xC614), "camera"),
    **dict.fromkeys((0xA431, 0xA435, 0xC62F, 0xA420), "serial"),
    **dict.fromkeys((0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012), "date"),
    **dict.fromkeys((0x013B, 0x8298, 0xA430, 0x9C9D, 0xA437, 0xA438), "author"),
    **dict.fromkeys((0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0xA436), "text"),
    **dict.fromkeys((0x0131, 0x013C, 0xA43A, 0xA43B, 0xA43C), "software"),
    0x927C: "maker_note",
}


class Directory(NamedTuple):
    """One directory of a block: its tags with what stands beside them, and where the next is."""

    tags: dict[int, int]
    next_at: int


def tells(block: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a block of EXIF holds, and in which part; a block nobody can read is `exif`."""
    found = list(dict.fromkeys(_tells(block.removeprefix(b"Exif\0\0"))))
    yield from found or [("exif", "EXIF")]


def _tells(block: bytes) -> Iterator[tuple[str, str]]:
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    first = _directory(block, struct.unpack_from(f"{order}I", block, 4)[0], order)
    yield from ((TELLS[tag], "EXIF IFD0") for tag in first.tags if tag in TELLS)
    if CAMERA in first.tags:
        camera = _directory(block, first.tags[CAMERA], order)
        yield from ((TELLS[tag], "EXIF ExifIFD") for tag in camera.tags if tag in TELLS)
    if GPS in first.tags:
        yield "gps", "EXIF GPS"
    if first.next_at:
        yield "thumbnail", "EXIF IFD1"


def _directory(block: bytes, at: int, order: str) -> Directory:
    """Read a directory as far as it goes (TIFF 6.0: a count, twelve bytes an entry, the next)."""
    if at + 2 > len(block):
        return Directory({}, 0)
    (count,) = struct.unpack_from(f"{order}H", block, at)
    tags: dict[int, int] = {}
    at += 2
    for _ in range(min(count, MOST_ENTRIES)):
        if at + 12 > len(block):
            return Directory(tags, 0)
        tag, _kind, _length, value = struct.unpack_from(f"{order}HHII", block, at)
        tags[tag] = value
        at += 12
    next_at = struct.unpack_from(f"{order}I", block, at)[0] if at + 4 <= len(block) else 0
    return Directory(tags, next_at)
