"""How the coverage is said: what each count is called, in the reader's words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from comms.core.languages import gettext, language_name
from comms.monitoring.coverage import queries
from comms.monitoring.coverage.rules import (
    Bar,
    Count,
    Said,
    counted,
    lying,
    percent,
    shortened,
)
from comms.monitoring.mentions.forms import MEDIA, TONES


@dataclass(frozen=True)
class Row:
    """A line of a table and the bar beside it. `is_written`: a title of ours or of an outlet."""

    name: str
    count: int
    share: int  # in hundredths of all mentions
    bar: Bar
    is_written: bool = False


@dataclass(frozen=True)
class Table:
    """Mentions counted by one thing."""

    mark: str
    title: str
    rows: list[Row]


def tables(said: Sequence[Said]) -> list[Table]:
    """Return every table of the coverage that has a line."""
    releases = queries.release_titles({each.release for each in said if each.release})
    campaigns = queries.campaign_names({each.campaign for each in said if each.campaign})
    made = (
        _table("outlet", gettext("Par média"), (each.outlet for each in said), str, len(said)),
        _table("lang", gettext("Par langue"), (each.lang for each in said), language_name,
               len(said)),
        _table("tone", gettext("Par tonalité"), (each.tone or "?" for each in said), _tone,
               len(said)),
        _table("medium", gettext("Par genre de média"), (each.medium for each in said), _medium,
               len(said)),
        _table("campaign", gettext("Par campagne"), (each.campaign for each in said),
               lambda key: campaigns.get(int(key), "?"), len(said)),
        _table("release", gettext("Par communiqué repris"), (each.release for each in said),
               lambda key: releases.get(int(key), "?"), len(said)),
    )  # fmt: skip
    return [each for each in made if each.rows]


def _table(
    mark: str,
    title: str,
    keys: Iterable[str | int | None],
    name: Callable[[str], str],
    whole: int,
) -> Table:
    first, others = shortened(counted(keys))
    counts = [*first, *([Count(None, others)] if others else [])]
    bars = lying([each.count for each in counts])
    rows = [
        Row(
            gettext("autres") if each.key is None else name(str(each.key)),
            each.count,
            percent(each.count, whole),
            bar,
            mark in {"outlet", "campaign", "release"} and each.key is not None,
        )
        for each, bar in zip(counts, bars, strict=True)
    ]
    return Table(mark, title, rows)


def _tone(key: str) -> str:
    return str(TONES.get("" if key == "?" else key, key))


def _medium(key: str) -> str:
    return str(MEDIA.get(key, key))
