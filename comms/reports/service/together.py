"""The part of a report that tells what was said together with partners, in numbers."""

from collections.abc import Iterator, Sequence

from comms.adapters.documents import Block, Heading, Line, Run, Table
from comms.core.languages import day, gettext, ngettext, number
from comms.reports.rules import Joint


def blocks(texts: Sequence[Joint]) -> Iterator[Block]:
    """Yield each text with how many partners signed it; no partner is named here."""
    if not texts:
        return
    yield Heading(2, (Run(gettext("Ce que nous avons dit ensemble")),))
    signed = sum(each.signed for each in texts)
    said = gettext(
        "En tout : %(texts)s, %(signatures)s.",
        texts=ngettext("%(num)d texte commun", "%(num)d textes communs", len(texts)),
        signatures=ngettext(
            "%(num)d signature de partenaire", "%(num)d signatures de partenaires", signed
        ),
    )
    yield Line((Run(said),))
    named = (
        gettext("Jour"),
        gettext("Texte"),
        gettext("Partenaires sollicités"),
        gettext("Signataires"),
    )
    rows = [tuple((Run(each),) for each in named)]
    for each in texts:
        title = each.title or gettext("un texte qui n’est pas paru")
        cells = (day(each.on, "d MMM"), title, number(each.asked), number(each.signed))
        rows.append(tuple((Run(cell),) for cell in cells))
    yield Table(tuple(rows))
