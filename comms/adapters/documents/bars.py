"""The bars of a chart, row by row: as SVG for pages, as a picture for Word and for mails."""

import io
from collections.abc import Sequence
from itertools import cycle

from PIL import Image, ImageDraw

from comms.adapters.documents.paper import Chart

INK = "#1a5578"
SERIES = (INK, "#b9c9d3")  # of a chart: the first, and the paler second
LONG, SLIM, BETWEEN = 300, 9, 2  # of the bars in one row of a chart
_AIR = 4  # above and below the bars of a row, in a picture
_FINER = 3  # a picture has so many points for one of ours
Rectangle = tuple[float, float, float, float]  # x, y, width, height


def row_size(chart: Chart) -> tuple[int, int]:
    """Return the width and height of the bars of one row of a chart, in their own units."""
    series = max(chart.series, 1)
    return LONG, series * (SLIM + BETWEEN) - BETWEEN


def row_bars(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> list[Rectangle]:
    """Return the bars of one row, one a series; a count of nothing has a hair's breadth."""
    lengths = [max(LONG * count / chart.most, 0.6) for count in counts]
    return [
        (LONG - length if leftward else 0.0, float(at * (SLIM + BETWEEN)), length, float(SLIM))
        for at, length in enumerate(lengths)
    ]


def row_svg(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> str:
    """Return the bars of one row as SVG that is only to be seen: its numbers stand beside it."""
    wide, high = row_size(chart)
    drawn = "".join(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{colour}"/>'
        for (x, y, w, h), colour in zip(
            row_bars(chart, counts, leftward=leftward), cycle(SERIES), strict=False
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" aria-hidden="true">{drawn}</svg>'
    )


def row_png(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> bytes:
    """Return the bars of one row as a picture."""
    wide, high = row_size(chart)
    # Clear, with air: Word lays a picture over the lines of its cell.
    picture = Image.new("RGBA", (wide * _FINER, (high + 2 * _AIR) * _FINER), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    bars = row_bars(chart, counts, leftward=leftward)
    for (x, y, w, h), colour in zip(bars, cycle(SERIES), strict=False):
        top, bottom = (y + _AIR) * _FINER, (y + h + _AIR) * _FINER - 1
        corner = max((x + w) * _FINER - 1, x * _FINER), bottom
        pen.rectangle(((x * _FINER, top), corner), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
