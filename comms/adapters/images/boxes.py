"""What a HEIC or AVIF holds besides its pixels, read from its boxes (ISO 23008-12)."""

from collections.abc import Iterator, Mapping
from typing import Any

from comms.adapters.images.exif import tells
from comms.adapters.images.segments import boxes

Told = Iterator[tuple[str, str]]  # what, where
FULL = 4  # bytes of version and flags before a box's own content
PICTURES = {"hvc1", "av01", "grid", "iden", "iovl", "lhv1", "hev1", "unci", "jpeg"}
OUTER = {"ftyp", "meta", "mdat"}
REFERENCES = {"thmb": "thumbnail", "auxl": "depth"}


def heif(data: bytes, facts: Mapping[Any, Any]) -> Told:
    """Yield what such a file holds; `facts` are what the library that opened it read out."""
    for box in boxes(data):
        if box.name == "meta":
            yield from _meta(box.body[FULL:])
        elif box.name == "moov":
            yield "video", "HEIF moov"
        elif box.name == "mpvd":
            yield "video", "HEIF mpvd"
        elif box.name not in OUTER:
            yield "unknown", f"HEIF box at byte {box.at}"
    if block := facts.get("exif"):
        yield from tells(block)
    if b"GPSL" in (facts.get("xmp") or b""):
        yield "gps", "HEIF XMP"


def _meta(body: bytes) -> Told:
    for box in boxes(body):
        if box.name == "iinf":
            yield from _items(box.body)
        elif box.name == "iref":
            yield from _references(box.body)
        elif box.name == "iprp":
            yield from _properties(box.body)
        elif box.name in ("udta", "uuid", "free", "skip"):
            yield "unknown", f"HEIF meta {box.name}"


def _items(body: bytes) -> Told:
    """Name each item that is no picture: Exif, XMP (as `mime`), anything else."""
    short = body[:1] == b"\0"
    for box in boxes(body, FULL + (2 if short else 4)):
        wide = 4 if box.body[:1] == b"\3" else 2  # version 3 numbers items in four bytes
        kind = box.body[FULL + wide + 2 : FULL + wide + 6].decode("latin-1")
        if kind == "mime" and b"rdf+xml" in box.body:
            yield "xmp", "HEIF XMP"
        elif kind == "Exif":
            yield "exif", "HEIF Exif"
        elif kind not in PICTURES:
            yield "unknown", "HEIF item"


def _references(body: bytes) -> Told:
    for box in boxes(body, FULL):
        if box.name in REFERENCES:
            yield REFERENCES[box.name], f"HEIF {box.name}"


def _properties(body: bytes) -> Told:
    for box in boxes(body):
        if box.name != "ipco":
            continue
        for each in boxes(box.body):
            if each.name == "colr" and each.body[:4] in (b"prof", b"rICC"):
                yield "profile", "HEIF colr"
            elif each.name in ("udes", "cmex", "altt"):
                yield "text", f"HEIF {each.name}"
