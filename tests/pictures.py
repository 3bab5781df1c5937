"""Pictures the tests bring in: of several kinds, full of what must never leave."""

import io

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

SECRETS = (b"SN-4417-Calais", b"50 57 3.6", b"Leica", b"note of Samira", b"<?php", b"xmpmeta")
_XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>note of Samira</a></x:xmpmeta>"


def scene(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Return a blue picture with an orange first corner."""
    image = Image.new(mode, size, "navy")
    ImageDraw.Draw(image).rectangle((0, 0, 30, 20), fill="orange")
    return image


def saved(image: Image.Image, kind: str, **extra: object) -> bytes:
    """Return the bytes of a picture's file."""
    out = io.BytesIO()
    image.save(out, kind, **extra)
    return out.getvalue()


def jpeg(orientation: int = 1) -> bytes:
    """Return a JPEG as a telephone makes it, with bytes after its end."""
    made = saved(
        scene(), "JPEG", exif=_exif(orientation), comment=b"note of Samira", xmp=_XMP, quality=95
    )
    return made + b"<?php the end of a picture is not the end of its file ?>"


def png() -> bytes:
    """Return a PNG with words in it."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "note of Samira")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SN-4417-Calais</x:xmpmeta>")
    return saved(scene(mode="RGBA"), "PNG", pnginfo=words, exif=_exif())


def webp() -> bytes:
    """Return a WebP."""
    return saved(scene(), "WEBP", exif=_exif(), xmp=_XMP)


def heic() -> bytes:
    """Return a HEIC as an iPhone makes it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(scene()).save(out, exif=_exif().tobytes(), xmp=_XMP)
    return out.getvalue()


KINDS = {"jpeg": jpeg, "png": png, "webp": webp, "heic": heic}


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Leica"
    exif[0x0110] = "M11"
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0xA431] = "SN-4417-Calais"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (50.0, 57.0, 3.6)
    place[3], place[4] = "E", (1.0, 51.0, 24.0)
    return exif
