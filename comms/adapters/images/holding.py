"""What a picture holds besides its pixels: place, camera, thumbnail, words, anything unknown.

Each kind has a short list of what a picture needs to be shown; whatever else is in the file is
named, whether we know it or not.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from comms.adapters.images import segments
from comms.adapters.images.boxes import heif
from comms.adapters.images.cleaning import FORMATS, PictureRefused, PictureTrouble
from comms.adapters.images.exif import tells
from comms.adapters.images.segments import Segment

Told = Iterator[tuple[str, str]]  # what, where
# MPO: a JPEG that carries a second picture, as phones write it.
KINDS = {
    "JPEG": "jpeg",
    "MPO": "jpeg",
    "PNG": "png",
    "WEBP": "webp",
    "HEIF": "heic",
    "AVIF": "avif",
}
JPEG_NEEDS = {"DB", "C4", "DD", "DA", "CC", *(f"C{each:X}" for each in range(16))}
PNG_NEEDS = {
    *("IHDR", "PLTE", "IDAT", "IEND", "tRNS"),
    *("sRGB", "gAMA", "cHRM", "pHYs", "bKGD", "sBIT"),
}
WEBP_NEEDS = {"VP8 ", "VP8L", "VP8X", "ALPH"}
XMP_HEADS = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
PROFILES = {"exif": "exif", "APP1": "exif", "iptc": "iptc", "8bim": "iptc", "xmp": "xmp"}
PHOTOSHOP = {0x0404: "iptc", 0x0409: "thumbnail", 0x040C: "thumbnail"}


@dataclass(frozen=True)
class Holding:
    """One thing a picture tells: `what` (gps, camera, serial, …) and where in the file."""

    what: str
    where: str


@dataclass(frozen=True)
class Seen:
    """A picture looked through: its kind by content, and all it holds besides its pixels."""

    kind: str  # jpeg, png, webp, heic, avif
    holds: tuple[Holding, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether it may leave as it is, as far as its file goes."""
        return not self.holds


def look_through(data: bytes) -> Seen:
    """Return what a picture is and everything in it that is not needed to show it.

    Raises:
        PictureRefused: not a picture we take.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            kind, facts = KINDS[str(opened.format)], opened.info.copy()
    except Image.DecompressionBombError as error:
        raise PictureRefused(PictureTrouble.TOO_BIG) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureRefused(PictureTrouble.NOT_A_PICTURE) from error
    told = _READERS[kind](data) if kind in _READERS else heif(data, facts)
    found = dict.fromkeys(Holding(what, where) for what, where in told)
    return Seen(kind, tuple(found))


def _jpeg(data: bytes) -> Told:
    for segment in segments.jpeg(data):
        name, body = segment.name, segment.body
        if name in ("after", "between"):
            yield _trailing(segment)
        elif name == "COM":
            yield "comment", "JPEG COM"
        elif name == "APP0":
            yield from _jfif(body)
        elif name == "APP1" and body.startswith(b"Exif\0\0"):
            yield from tells(body)
        elif name == "APP1" and body.startswith(XMP_HEADS):
            yield from _xmp(body, "JPEG APP1 XMP")
        elif name == "APP2":
            yield from _app2(body)
        elif name == "APP13":
            yield from _photoshop(body)
        elif name not in JPEG_NEEDS and not (name == "APP14" and body.startswith(b"Adobe")):
            yield "unknown", f"JPEG {name} at byte {segment.at}"


def _jfif(body: bytes) -> Told:
    has_small = body.startswith(b"JFXX\0") or (body[:5] == b"JFIF\0" and any(body[12:14]))
    if has_small or len(body) > 14:
        yield "thumbnail", "JPEG APP0"


def _app2(body: bytes) -> Told:
    if body.startswith(b"ICC_PROFILE\0"):
        yield "profile", "JPEG APP2 ICC"
    elif body.startswith(b"MPF\0"):
        yield "second_picture", "JPEG APP2 MPF"
    else:
        yield "unknown", "JPEG APP2"


def _photoshop(body: bytes) -> Told:
    """Name the resource blocks of Photoshop: IPTC, thumbnails, and the rest as `software`."""
    at = body.find(b"8BIM")
    if at < 0:
        yield "unknown", "JPEG APP13"
    while at >= 0:
        number = int.from_bytes(body[at + 4 : at + 6], "big")
        yield PHOTOSHOP.get(number, "software"), f"JPEG APP13 {number:#06x}"
        at = body.find(b"8BIM", at + 4)


def _xmp(body: bytes, where: str) -> Told:
    yield "xmp", where
    if b"GPSL" in body:
        yield "gps", where


def _png(data: bytes) -> Told:
    for segment in segments.png(data):
        name, body = segment.name, segment.body
        if name == "after":
            yield _trailing(segment)
        elif name in ("tEXt", "zTXt", "iTXt"):
            yield from _png_words(name, body)
        elif name == "eXIf":
            yield from tells(body)
        elif name == "iCCP":
            yield "profile", "PNG iCCP"
        elif name == "tIME":
            yield "date", "PNG tIME"
        elif name in ("acTL", "fcTL", "fdAT"):
            yield "second_picture", "PNG acTL"
        elif name not in PNG_NEEDS:
            yield "unknown", f"PNG chunk at byte {segment.at}"


def _png_words(name: str, body: bytes) -> Told:
    keyword = body.partition(b"\0")[0][:40].decode("latin-1")
    where = f"PNG {name}"
    if keyword == "XML:com.adobe.xmp":
        yield from _xmp(body, where)
    elif keyword.startswith("Raw profile type "):
        yield PROFILES.get(keyword.removeprefix("Raw profile type "), "text"), where
    else:
        yield "comment" if keyword == "Comment" else "text", where


def _webp(data: bytes) -> Told:
    for segment in segments.webp(data):
        name, body = segment.name, segment.body
        if name == "after":
            yield _trailing(segment)
        elif name == "EXIF":
            yield from tells(body)
        elif name == "XMP ":
            yield from _xmp(body, "WebP XMP")
        elif name == "ICCP":
            yield "profile", "WebP ICCP"
        elif name in ("ANIM", "ANMF"):
            yield "second_picture", "WebP ANIM"
        elif name not in WEBP_NEEDS:
            yield "unknown", f"WebP chunk at byte {segment.at}"


def _trailing(segment: Segment) -> tuple[str, str]:
    """Name what follows a picture's end: phones put a whole picture or a film there."""
    what = "trailing"
    if segment.body.startswith(b"\xff\xd8"):
        what = "second_picture"
    elif segment.body[4:8] == b"ftyp":
        what = "video"
    place = "after the end" if segment.name == "after" else "between segments"
    return what, f"{len(segment.body)} bytes {place}, at byte {segment.at}"


_READERS: dict[str, Callable[[bytes], Told]] = {"jpeg": _jpeg, "png": _png, "webp": _webp}
