"""JPEG, PNG and WebP taken apart: each segment with its place, its name and its bytes."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

PNG_START = b"\x89PNG\r\n\x1a\n"
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
START, END, SCAN = 0xD8, 0xD9, 0xDA


class Segment(NamedTuple):
    """One part of a file: where it begins, what it is called, what is in it."""

    at: int
    name: str
    body: bytes


def jpeg(data: bytes) -> Iterator[Segment]:
    """Yield the segments of a JPEG: `APP1`, `COM`, …

    What stands `between` two segments, or `after` the end, belongs to no picture.
    """
    at, in_scan = 2, False
    while at + 1 < len(data):
        next_at = _next_marker(data, at)
        if next_at > at and not in_scan:
            yield Segment(at, "between", data[at:next_at])
        at = next_at
        marker = data[at + 1] if at + 1 < len(data) else END
        if marker == END:
            yield from _after(data, at + 2)
            return
        if marker in (0xFF, START):  # a fill byte, or a second beginning
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data.ljust(at + 4, b"\0"), at + 2)
        yield Segment(at, _marker(marker), data[at + 4 : at + 2 + length])
        in_scan = marker == SCAN
        at += 2 + max(length, 2)


def _next_marker(data: bytes, at: int) -> int:
    """Return where the next marker stands: inside a scan `FF 00` is a byte of the picture."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 < len(data) and data[at + 1] not in (0, *ALONE):
            return at
        at += 2
    return len(data)


def _marker(code: int) -> str:
    if 0xE0 <= code <= 0xEF:
        return f"APP{code - 0xE0}"
    return "COM" if code == 0xFE else f"{code:02X}"


def png(data: bytes) -> Iterator[Segment]:
    """Yield the chunks of a PNG: `IDAT`, `tEXt`, …; what follows its end is `after`."""
    at = len(PNG_START)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield Segment(at, name.decode("latin-1"), data[at + 8 : at + 8 + length])
        at += 12 + length
        if name == b"IEND":
            yield from _after(data, at)
            return


def webp(data: bytes) -> Iterator[Segment]:
    """Yield the chunks of a WebP: `VP8 `, `EXIF`, …; what follows its end is `after`."""
    (length,) = struct.unpack_from("<I", data, 4)
    end, at = min(8 + length, len(data)), 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        yield Segment(at, name.decode("latin-1"), data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    yield from _after(data, end)


def boxes(data: bytes, at: int = 0, end: int | None = None) -> Iterator[Segment]:
    """Yield the boxes of a HEIC or AVIF (ISO 14496-12); a box that names no size is the last."""
    end = len(data) if end is None else end
    while at + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1 and at + 16 <= end:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        length = length if head <= length <= end - at else end - at
        yield Segment(at, name.decode("latin-1"), data[at + head : at + length])
        at += length


def _after(data: bytes, end: int) -> Iterator[Segment]:
    if end < len(data):
        yield Segment(end, "after", data[end:])
