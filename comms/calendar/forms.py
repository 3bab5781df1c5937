"""How the calendar is looked at, how its days are said, and what is typed to move something."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.calendar.rules import CalendarWrong, KeyDate
from comms.core import rows
from comms.core.paths import own_path
from comms.core.refusal import teach
from comms.pieces.rules.states import State

# The template of each way to look, and how it is called.
VIEWS: Mapping[str, str] = {"": "month", "week": "week", "columns": "columns", "list": "list"}
LOOKS: Mapping[str, object] = {
    "": _l("Mois"),
    "week": _l("Semaine"),
    "columns": _l("Colonnes"),
    "list": _l("Liste"),
}
# What is written, read, planned and out: every state stands in one of them.
COLUMNS: tuple[tuple[object, frozenset[str]], ...] = (
    (_l("À écrire"), frozenset({State.DRAFT, State.CHANGES})),
    (_l("À valider"), frozenset({State.REVIEW, State.EXPIRED})),
    (_l("Prêts à partir"), frozenset({State.SCHEDULED, State.HELD})),
    (_l("Partis"), frozenset({State.PUBLISHED, State.DROPPED})),
)

# Short: they stand in the corner of a day.
KEY_DATES: Mapping[KeyDate, object] = {
    KeyDate.COMMEMORATION: _l("commémorer les morts aux frontières"),
    KeyDate.WOMEN: _l("droits des femmes"),
    KeyDate.RACISM: _l("contre le racisme"),
    KeyDate.TRUCE_ENDS: _l("fin de la trêve hivernale"),
    KeyDate.PRESS: _l("liberté de la presse"),
    KeyDate.REFUGEES: _l("personnes réfugiées"),
    KeyDate.TRAFFICKING: _l("contre la traite"),
    KeyDate.POVERTY: _l("refus de la misère"),
    KeyDate.TRUCE_BEGINS: _l("début de la trêve hivernale"),
    KeyDate.CHILDREN: _l("droits de l’enfant"),
    KeyDate.VIOLENCE: _l("contre les violences faites aux femmes"),
    KeyDate.RIGHTS: _l("droits humains"),
    KeyDate.MIGRANTS: _l("personnes migrantes"),
    KeyDate.SUMMER_TIME: _l("heure d’été"),
    KeyDate.WINTER_TIME: _l("heure d’hiver"),
}


@dataclass(frozen=True)
class Asked:
    """What was asked of a piece: a day, and for an hour that exists twice, which of the two."""

    day: str
    base: int
    back: str
    folds: tuple[int | None, ...]


def read_move(fields: MultiDict[str, str]) -> Asked:
    """Read where to move something, and where to go back to."""
    base = fields.get("base", "")
    which = {"0": 0, "1": 1}.get(fields.get("fold", ""))
    return Asked(
        day=fields.get("day", "").strip(),
        base=rows.number(base) or 0,
        back=own_path(fields.get("back") or "/calendar"),
        folds=(which,),
    )


teach(
    {
        CalendarWrong.NO_DAY: _l("Choisissez un jour, par exemple 2030-03-14."),
        CalendarWrong.PAST: _l("Ce jour ou cette heure sont déjà passés : rien n’a été déplacé."),
        CalendarWrong.NO_HOUR: _l("Ce contenu n’a pas encore d’heure : donnez-la-lui d’abord."),
    }
)
