"""Pictures made clean: decided by content, rebuilt upright from their pixels.

Saving an opened picture again is not cleaning it (measured: JPEG keeps its comment, HEIC its GPS).
What comes out is a new picture with the same pixels and nothing else: no EXIF, XMP, IPTC, profile,
thumbnail, comment, no second frame, no bytes after the end.
"""

import io
import threading
from dataclasses import dataclass
from enum import StrEnum

import pillow_heif
from PIL import ExifTags, Image, UnidentifiedImageError

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
MOST_PIXELS = 60_000_000  # a phone takes 50 million; above, memory suffers
LONGEST_SIDE = 2560  # pixels; networks show less
STRIP = 128  # lines made at once of a large picture
SMALL_SIDE = 360  # pixels, for lists
# One at a time: a file of six kilobytes may be fifty million pixels, and eight threads take files.
_room = threading.BoundedSemaphore(1)
# How a picture is put upright, by what its camera says of how it was held.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PictureTrouble(StrEnum):
    """Why a file is not a picture we take."""

    NOT_A_PICTURE = "picture.not_a_picture"
    TOO_BIG = "picture.too_big"
    NOT_CLEAN = "picture.not_clean"  # what we made still holds something: a fault of ours


class PictureRefused(Exception):
    """A file that is not a picture we take."""

    def __init__(self, trouble: PictureTrouble) -> None:
        self.trouble = trouble
        super().__init__(trouble)


@dataclass(frozen=True)
class Picture:
    """A clean picture: its bytes and its size in pixels."""

    data: bytes
    kind: str  # jpeg, png
    width: int
    height: int


def clean(data: bytes) -> Picture:
    """Return a picture rebuilt from pixels; what is transparent stays so, as PNG.

    Raises:
        PictureRefused: not a JPEG, PNG, WebP, HEIC or AVIF, or too many pixels.
    """
    try:
        with _room, Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureRefused(PictureTrouble.TOO_BIG)
            return _rebuild(_pixels(opened))
    except Image.DecompressionBombError as error:
        raise PictureRefused(PictureTrouble.TOO_BIG) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureRefused(PictureTrouble.NOT_A_PICTURE) from error


def _pixels(opened: Image.Image) -> Image.Image:
    """Return a picture upright and no bigger than it leaves: made small before it is copied."""
    opened.seek(0)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read as small as it may be
    turn = TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    has_holes = "A" in opened.getbands() or "transparency" in opened.info
    kind = "RGBA" if has_holes else "RGB"
    plain = "L" if opened.mode in ("1", "L") and not has_holes else kind
    pixels = _smaller(opened, plain)
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # weighs a pixel by how much it is seen
    return (pixels if turn is None else pixels.transpose(turn)).convert(kind)


def _smaller(opened: Image.Image, mode: str) -> Image.Image:
    """Return a picture in a mode, made some times smaller on the way if it is large.

    Strip by strip: a palette of fifty million pixels with a hole took 740 MB as a whole.
    """
    times, (width, height) = max(opened.size) // LONGEST_SIDE, opened.size
    if times < 2:
        return opened if opened.mode == mode else opened.convert(mode)
    made = Image.new(mode, (-(-width // times), -(-height // times)))
    for top in range(0, height, STRIP * times):
        strip = opened.crop((0, top, width, min(top + STRIP * times, height)))
        made.paste(strip.convert(mode).reduce(times), (0, top // times))
    return made


def _rebuild(pixels: Image.Image) -> Picture:
    new = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    if new.mode == "RGBA":
        new = _without_hidden(new)
    out, kind = io.BytesIO(), "png" if new.mode == "RGBA" else "jpeg"
    if kind == "png":
        new.save(out, "PNG", optimize=True)
    else:
        new.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return Picture(out.getvalue(), kind, new.width, new.height)


def small(picture: Picture) -> bytes:
    """Return a small JPEG of a clean picture for lists; what is transparent is white."""
    with Image.open(io.BytesIO(picture.data)) as opened:
        pixels = opened.convert("RGBA" if picture.kind == "png" else "RGB")
    pixels.thumbnail((SMALL_SIDE, SMALL_SIDE))
    if pixels.mode == "RGBA":
        ground = Image.new("RGBA", pixels.size, "white")
        pixels = Image.alpha_composite(ground, pixels).convert("RGB")
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=72, optimize=True, progressive=True)
    return out.getvalue()


def _without_hidden(picture: Image.Image) -> Image.Image:
    """Blacken what is wholly transparent: a face rubbed out in an editor is often still there."""
    seen = picture.getchannel("A").point([0] + [255] * 255)
    blank = Image.new("RGBA", picture.size)
    blank.paste(picture, mask=seen)
    return blank
