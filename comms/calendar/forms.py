"""How the calendar is looked at, how its days are said, and what is typed to move something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.calendar.rules import CalendarWrong, KeyDate, days
from comms.calendar.rules.conflicts import Clash, Conflict
from comms.calendar.rules.days import Dated, DayWrong, Rhythm, Sort
from comms.calendar.service.keeping import Draft, Look
from comms.core import rows, said
from comms.core.languages import day, gettext, ngettext, weekday
from comms.core.paths import own_path
from comms.core.refusal import Refused, teach
from comms.pieces.forms import KINDS
from comms.pieces.rules.states import ASKS, MISSED, State

# The template of each way to look, and how it is called.
VIEWS: Mapping[str, str] = {"": "month", "week": "week", "columns": "columns", "list": "list"}
LOOKS: Mapping[str, object] = {
    "": _l("Mois"),
    "week": _l("Semaine"),
    "columns": _l("Colonnes"),
    "list": _l("Liste"),
}
HOUR_PASSED, GIVEN_UP = _l("Heure passée"), _l("Abandonnés")
RARE = (HOUR_PASSED, GIVEN_UP)  # shown where there is some
# What is written, read, planned, late and out: every state stands in one of them.
COLUMNS: tuple[tuple[object, frozenset[str]], ...] = (
    (_l("À écrire"), frozenset({State.DRAFT, State.CHANGES})),
    (_l("À valider"), frozenset({State.REVIEW})),
    (_l("Prêts à partir"), frozenset({State.SCHEDULED, State.HELD})),
    (HOUR_PASSED, frozenset({State.EXPIRED, MISSED, ASKS})),
    (_l("Partis"), frozenset({State.PUBLISHED})),
    (GIVEN_UP, frozenset({State.DROPPED})),
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
        CalendarWrong.EMBARGO_PAST: _l(
            "L’envoi sous embargo tomberait à une heure déjà passée : rien n’a été déplacé. Donnez "
            "d’abord ses heures dans le communiqué."
        ),
        DayWrong.NO_NAME: _l("Dites ce que c’est, par exemple « Audience, tribunal de Lille »."),
        DayWrong.TOO_LONG: _l("C’est trop long : une ligne de calendrier est courte."),
        DayWrong.UNREADABLE: _l(
            "« %(said)s » n’est pas un jour que nous savons lire : dites « 12/3 », "
            "« chaque 18 juin », « 2e dimanche d’octobre » ou « lundi de Pentecôte »."
        ),
        DayWrong.RULING_FIRST: _l("Le délibéré vient après l’audience."),
        DayWrong.TOO_SILENT: _l("Le silence dure quatre-vingt-dix jours au plus."),
        CalendarWrong.CHANGED: _l(
            "Quelqu’un a donné une autre heure à ce contenu entre-temps : rien n’a été déplacé. "
            "La page montre l’heure qu’il a maintenant."
        ),
        CalendarWrong.NO_HOUR: _l("Ce contenu n’a pas encore d’heure : donnez-la-lui d’abord."),
    }
)


NAMED_SORTS: Mapping[Sort, object] = {
    Sort.DAY: _l("temps fort"),
    Sort.HEARING: _l("audience"),
    Sort.ELECTION: _l("scrutin"),
}


NTHS: Mapping[int, object] = {
    1: _l("en %(month)s, le 1er %(weekday)s"),
    2: _l("en %(month)s, le 2e %(weekday)s"),
    3: _l("en %(month)s, le 3e %(weekday)s"),
    4: _l("en %(month)s, le 4e %(weekday)s"),
    5: _l("en %(month)s, le 5e %(weekday)s"),
    -1: _l("en %(month)s, le dernier %(weekday)s"),
}


def read_draft(fields: MultiDict[str, str], now: datetime) -> Draft:
    """Read a day as it was typed.

    Raises:
        Refused: a day that is not understood.
    """
    ruling, sort = fields.get("ruling", "").strip(), fields.get("sort", "")
    return Draft(
        name=fields.get("name", ""),
        sort=Sort(sort) if sort in list(Sort) else Sort.DAY,
        said=fields.get("when", "")[:120],
        when=_read(lambda: days.read(fields.get("when", ""), now), fields.get("when", "")),
        ruling_on=_read(lambda: said.read_day(ruling, now), ruling) if ruling else None,
        silent_days=rows.number(fields.get("silent")) or 0,
    )


Meant = TypeVar("Meant")


def _read(reader: Callable[[], Meant], typed: str) -> Meant:
    try:
        return reader()
    except Refused as refusal:
        raise Refused(DayWrong.UNREADABLE, said=typed[:60]) from refusal


def told_when(dated: Dated) -> str:
    """Say when a day comes, in full: « chaque année le 18 juin », « 39 jours après Pâques »."""
    when = dated.when
    if when.rhythm is Rhythm.EASTER:
        return _from_easter(when.offset)
    if when.rhythm is Rhythm.NTH:
        facts = {"weekday": weekday(when.weekday), "month": day(date(2000, when.month, 1), "MMMM")}
        return gettext(str(NTHS[when.nth]), **facts)
    on = when.on or date(2000, 1, 1)
    if when.rhythm is Rhythm.YEARLY:
        return gettext("chaque année, le %(day)s", day=day(on, "d MMMM"))
    return day(on, "EEEE d MMMM y")


def _from_easter(offset: int) -> str:
    if offset == 0:
        return gettext("le dimanche de Pâques")
    if offset > 0:
        return ngettext("%(num)d jour après Pâques", "%(num)d jours après Pâques", offset)
    return ngettext("%(num)d jour avant Pâques", "%(num)d jours avant Pâques", -offset)


def read_look(fields: MultiDict[str, str]) -> Look:
    """Read what somebody wants to see of the calendar."""
    kind = fields.get("kind", "")
    column = rows.number(fields.get("column"))
    return Look(
        kind=kind if kind in KINDS else "",
        campaign=rows.number(fields.get("campaign")) or 0,
        column=column if column is not None and column < len(COLUMNS) else -1,
        no_marks="no_marks" in fields,
    )


def clash_said(conflict: Conflict, names: Mapping[int, str]) -> str:
    """Say why some pieces do not go together."""
    if conflict.clash is Clash.HOUR:
        return gettext("Même minute sur %(name)s", name=names.get(conflict.what, "?"))
    if conflict.clash is Clash.LIST:
        name = names.get(conflict.what, "?")
        return gettext("Même jour, même liste « %(name)s »", name=name)
    return gettext("Silence avant « %(name)s »", name=conflict.name)
