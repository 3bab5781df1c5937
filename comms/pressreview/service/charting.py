"""Draws the numbers of a press review: how much day by day, whose share, how we were spoken of."""

from collections.abc import Iterator
from datetime import date, datetime, time

from comms.adapters.documents import Block, Chart, Line, Run
from comms.core.languages import association_zone, gettext, moment, ngettext, percent
from comms.pressreview.rules.counting import Step, by_outlet, by_tone, over_time
from comms.pressreview.service.contents import Contents


def charts(review: Contents) -> Iterator[Block]:
    """Yield the drawings of a review, each a table too."""
    yield _volume(review)
    yield _shares(review)
    if tones := _tones(review):
        yield Line((Run(tones),))


def _volume(review: Contents) -> Chart:
    zone = association_zone()
    first, last = (each.astimezone(zone).date() for each in (review.since, review.until))
    volume = over_time(review.stories, first, last, zone)
    heads = {
        Step.DAY: gettext("Jour"),
        Step.WEEK: gettext("Semaine"),
        Step.MONTH: gettext("Mois"),
    }
    rows = (((Run(_named(day, volume.step)),), (count,)) for day, count in volume.counts)
    return Chart((heads[volume.step], gettext("Articles")), tuple(rows))


def _named(day: date, step: Step) -> str:
    pattern = {Step.DAY: "EEEE d MMMM", Step.WEEK: "d MMMM", Step.MONTH: "MMMM y"}[step]
    said = moment(datetime.combine(day, time(12), association_zone()), pattern)
    return gettext("à partir du %(day)s", day=said) if step is Step.WEEK else said


def _shares(review: Contents) -> Chart:
    shown, others = by_outlet(review.stories)
    if others:
        shown.append((gettext("Autres médias"), others))
    whole = sum(count for _, count in shown) or 1
    return Chart(
        head=(gettext("Média"), gettext("Articles"), gettext("Part")),
        rows=tuple(((Run(name),), (count,)) for name, count in shown),
        shares=tuple(percent(count / whole) for _, count in shown),
    )


def _tones(review: Contents) -> str:
    """Return how many stories have each tone; empty when nobody qualified one."""
    counts = by_tone(review.stories)
    if counts[""] == counts.total():
        return ""
    said = {
        "favourable": ngettext("%(num)d favorable", "%(num)d favorables", counts["favourable"]),
        "neutral": ngettext("%(num)d neutre", "%(num)d neutres", counts["neutral"]),
        "hostile": ngettext("%(num)d défavorable", "%(num)d défavorables", counts["hostile"]),
        "": ngettext("%(num)d à qualifier", "%(num)d à qualifier", counts[""]),
    }
    shown = ", ".join(words for tone, words in said.items() if counts[tone])
    return gettext("Tonalité des sujets : %(counts)s.", counts=shown)
