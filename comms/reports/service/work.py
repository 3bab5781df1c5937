"""The part of a report that tells what was planned and what left."""

from collections import Counter
from collections.abc import Iterator

from comms.adapters.documents import Block, Chart, Heading, Line, Run, Table
from comms.core.languages import day, gettext, language_name, ngettext, number, percent
from comms.reports.rules import (
    Contents,
    Fate,
    by_month,
    counted,
    decided,
    families,
    fates,
    stories_of,
)
from comms.reports.service.charting import chart


def blocks(contents: Contents) -> Iterator[Block]:
    """Yield what was planned, what left, by which ways."""
    yield Heading(2, (Run(gettext("Ce qui était prévu, ce qui est parti")),))
    if not contents.works:
        yield Line((Run(gettext("Rien n’avait d’heure dans cette période.")),))
        return
    yield Line((Run(" ".join(_said(contents))),))
    months = by_month(contents)
    if len(months) > 1:
        pattern = "MMMM" if months[0][0].year == months[-1][0].year else "MMMM y"
        head = gettext("Mois"), gettext("Prévus"), gettext("Partis")
        rows = tuple(((Run(day(at, pattern)),), (due, left)) for at, due, left in months)
        yield Chart(head, rows)
    yield from _ways(contents)
    yield from _releases(contents)


def _said(contents: Contents) -> Iterator[str]:
    left, tally = contents.left, fates(contents.works)
    releases = len(families(contents.works))
    posts = sum(each.kind == "post" for each in left)
    yield gettext(
        "Sont partis : %(releases)s et %(posts)s.",
        releases=ngettext("%(num)d communiqué", "%(num)d communiqués", releases),
        posts=ngettext("%(num)d post sur les réseaux", "%(num)d posts sur les réseaux", posts),
    )
    if tally[Fate.TOO_LATE]:
        yield ngettext(
            "%(num)d contenu n’a pas été validé à temps.",
            "%(num)d contenus n’ont pas été validés à temps.",
            tally[Fate.TOO_LATE],
        )
    if tally[Fate.GIVEN_UP]:
        yield ngettext(
            "%(num)d a été abandonné.", "%(num)d ont été abandonnés.", tally[Fate.GIVEN_UP]
        )
    if tally[Fate.TO_COME]:
        yield ngettext(
            "%(num)d reste en chantier.", "%(num)d restent en chantier.", tally[Fate.TO_COME]
        )
    yield from _share(*decided(contents.works))


def _share(gone: int, known: int) -> Iterator[str]:
    """Yield how much of what was planned left, where some did not."""
    if gone < known:
        yield ngettext(
            "Sur %(known)s contenus prévus dont le sort est connu, %(num)d est parti (%(share)s).",
            "Sur %(known)s contenus prévus dont le sort est connu, %(num)d sont partis "
            "(%(share)s).",
            gone,
            known=number(known),
            share=percent(gone / known),
        )


def _ways(contents: Contents) -> Iterator[Block]:
    if not contents.left:
        return
    tongues = Counter(each.lang.partition("-")[0] for each in contents.left)
    yield Heading(3, (Run(gettext("Dans quelles langues")),))
    named = counted(map(language_name, tongues.elements()), gettext("autres"))
    yield chart((gettext("Langue"), gettext("Contenus")), named)
    ways = list(contents.by_channel)
    if ways:
        yield Heading(3, (Run(gettext("Par quels canaux")),))
        yield chart((gettext("Canal"), gettext("Contenus")), ways)


def _releases(contents: Contents) -> Iterator[Block]:
    found = families(contents.works)
    if not found:
        return
    yield Heading(3, (Run(gettext("Les communiqués")),))
    named = (gettext("Jour"), gettext("Titre"), gettext("Langues"), gettext("Sujets"))
    rows = [tuple((Run(each),) for each in named)]
    for head, tongues in found:
        same = [each.id for each in contents.left if head.id in (each.id, each.source_id)]
        when = day(head.left_on, "d MMM") if head.left_on else ""
        spoken = ", ".join(language_name(each.partition("-")[0]) for each in tongues)
        cells = (when, head.title, spoken, str(stories_of(contents, same)))
        rows.append(tuple((Run(each),) for each in cells))
    yield Table(tuple(rows))
