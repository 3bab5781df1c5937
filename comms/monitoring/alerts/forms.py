"""How what cannot be decided about an alert is said."""

from collections.abc import Mapping
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.accounts.forms import ZONES
from comms.core import options
from comms.core.languages import gettext, town
from comms.core.refusal import Refused, teach
from comms.core.web import current_member
from comms.monitoring.alerts.rules import AlertWrong
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.watches.rules.paces import Pace

PACES: Mapping[str, object] = {
    "": _l("pas de mail"),
    Pace.ONCE: _l("tout de suite"),
    Pace.HOURLY: _l("chaque heure"),
    Pace.DAILY: _l("chaque jour"),
    Pace.WEEKLY: _l("chaque lundi"),
}

teach(
    {
        AlertWrong.NO_SUCH_HOUR: _l("Une heure va de 0 à 23."),
        AlertWrong.ALWAYS_QUIET: _l(
            "Les heures de silence commencent et finissent à la même heure : donnez-en deux, ou "
            "aucune."
        ),
        AlertWrong.NOT_AN_ADDRESS: _l("Cette adresse n’en est pas une (nom@exemple.org)."),
        AlertWrong.GUEST_KNOWN: _l("Cette adresse reçoit déjà cette veille, ou doit confirmer."),
        AlertWrong.GUEST_SAID_NO: _l(
            "Cette personne ne veut plus rien recevoir de cette veille : rien ne lui est demandé."
        ),
        AlertWrong.UNKNOWN_LINK: _l(
            "Ce lien ne sert plus : vous ne recevez plus rien de cette veille."
        ),
        AlertWrong.NOT_A_PLACE: _l(
            "Cette adresse n’est pas de celles que nous savons prévenir (par exemple "
            "ntfys://ntfy.exemple.org/sujet, signal://, gotify://, matrix://, slack://)."
        ),
        AlertWrong.NO_SUCH_ZONE: _l("Ce fuseau n’existe pas (par exemple Europe/Paris)."),
    }
)


def zones(chosen: str) -> list[tuple[str, str]]:
    """Return the clocks one may be told by, as their towns are called; the chosen one is there."""
    known = [each for each in (chosen, current_member().zone) if each in available_timezones()]
    ours = gettext("l’association (%(town)s)", town=town(options.get("zone")))
    return [("", ours), *((each, town(each)) for each in dict.fromkeys((*ZONES, *known)))]


def read_wanted(fields: MultiDict[str, str]) -> Wanted:
    """Read when a person wants alerts.

    Raises:
        Refused: an hour, quiet hours or a zone that cannot be.
    """
    quiet_from, quiet_to = _hour(fields, "quiet_from"), _hour(fields, "quiet_to")
    if (quiet_from is None) != (quiet_to is None) or (
        quiet_from is not None and quiet_from == quiet_to
    ):
        raise Refused(AlertWrong.ALWAYS_QUIET)
    zone = fields.get("zone", "").strip()
    if zone and zone not in available_timezones():
        raise Refused(AlertWrong.NO_SUCH_ZONE)
    hour = _hour(fields, "hour")
    return Wanted(
        hour=8 if hour is None else hour,
        only_workdays="only_workdays" in fields,
        quiet_from=quiet_from,
        quiet_to=quiet_to,
        zone=zone,
        even_empty="even_empty" in fields,
    )


def read_paces(fields: MultiDict[str, str]) -> dict[int, Pace | None]:
    """Read at which pace a person is told of each watch; what is no pace is none."""
    found: dict[int, Pace | None] = {}
    for name, typed in fields.items():
        number = name.removeprefix("pace-")
        if name.startswith("pace-") and number.isdecimal() and len(number) < 10:
            found[int(number)] = Pace(typed) if typed in set(Pace) else None
    return found


def _hour(fields: MultiDict[str, str], name: str) -> int | None:
    typed = fields.get(name, "").strip()
    if not typed:
        return None
    if not (typed.isdecimal() and typed.isascii() and len(typed) < 3 and int(typed) < 24):
        raise Refused(AlertWrong.NO_SUCH_HOUR)
    return int(typed)
