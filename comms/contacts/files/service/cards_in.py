"""Lays the cards of an address book out as a sheet: one import for both."""

from collections.abc import Iterable

from comms.adapters import vcards
from comms.adapters.sheets import Row, Sheet
from comms.adapters.vcards import Card, CardRefused, Line
from comms.contacts.book.rules.cells import aligned, escaped, joined
from comms.core.refusal import Refused

COLUMNS = (
    *("UID", "Nom complet", "Prénom", "Nom de famille", "Média", "Fonction", "Rubrique"),
    *("E-mail", "Téléphone", "Site", "Réseaux", "Ville", "Région", "Pays", "Langues"),
    *("Disponibilités", "Notes", "Listes", "Origine", "Finalité", "Opposition"),
)


def cards_sheet(data: bytes) -> Sheet:
    """Return the cards of a file as rows under the columns we know.

    Raises:
        Refused: the file cannot be read.
    """
    try:
        cards = vcards.read(data)
    except CardRefused as refusal:
        raise Refused(refusal.trouble, **refusal.facts) from refusal
    rows = tuple(Row(n, card.line, _cells(card)) for n, card in enumerate(cards, 1))
    return Sheet(COLUMNS, rows, "vcf", "", has_header=True)


def _cells(card: Card) -> tuple[str, ...]:
    return (
        card.uid,
        card.whole,
        "" if card.is_desk else card.given,
        "" if card.is_desk else card.family,
        aligned([each.outlet for each in card.works]),
        aligned([each.title for each in card.works]),
        aligned([each.beat for each in card.works]),
        _lines(card.emails),
        _lines(card.phones),
        _lines(card.sites),
        "\n".join(
            f"{each.label} : {each.value}" if each.label else each.value for each in card.handles
        ),
        card.town,
        card.region,
        card.country,
        ", ".join(card.languages),
        card.hours,
        card.notes,
        joined(card.lists),
        card.origin,
        card.purpose,
        "oui" if card.objects else "",
    )


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(
        f"{each.value} ({escaped(each.label)})" if each.label else each.value for each in lines
    )
