"""Bars drawn for documents: as SVG for pages and the typesetter, as a picture for Word."""

import io
from html import escape
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageDraw

from comms.adapters.documents.paper import Bars

WIDE, HIGH = 600, 120  # of columns; bars that lie are as wide, and THICK each
THICK, APART = 14, 22
INK = "#1a5578"
_FINER = 3  # a picture has so many points for one of ours
Rectangle = tuple[float, float, float, float]  # x, y, width, height


def size(bars: Bars) -> tuple[int, int]:
    """Return the width and height of a drawing, in its own units."""
    return WIDE, (max(APART * len(bars.counts), 1) if bars.lie else HIGH)


def rectangles(bars: Bars, *, leftward: bool = False) -> list[Rectangle]:
    """Return the bars; `leftward`: they begin where the script does."""
    most = max(bars.counts, default=0) or 1
    if bars.lie:
        made = [
            (0.0, float(at * APART), max(WIDE * count / most, 1.0), float(THICK))
            for at, count in enumerate(bars.counts)
        ]
    else:
        step = WIDE / max(len(bars.counts), 1)
        made = [
            (at * step + step * 0.1, HIGH * (1 - count / most), step * 0.8, HIGH * count / most)
            for at, count in enumerate(bars.counts)
        ]
    return [(WIDE - x - w, y, w, h) for x, y, w, h in made] if leftward else made


def svg(bars: Bars, *, leftward: bool = False) -> str:
    """Return a drawing as SVG that says what it shows."""
    wide, high = size(bars)
    drawn = "".join(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{INK}"/>'
        for x, y, w, h in rectangles(bars, leftward=leftward)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label={quoteattr(bars.says)}>'
        f"<title>{escape(bars.says)}</title>{drawn}</svg>"
    )


def png(bars: Bars, *, leftward: bool = False) -> bytes:
    """Return a drawing as a picture."""
    wide, high = (each * _FINER for each in size(bars))
    picture = Image.new("RGB", (wide, high), "white")
    pen = ImageDraw.Draw(picture)
    for x, y, w, h in rectangles(bars, leftward=leftward):
        if h > 0:
            corner = (x + w) * _FINER - 1, (y + h) * _FINER - 1
            pen.rectangle(((x * _FINER, min(y * _FINER, corner[1])), corner), fill=INK)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
