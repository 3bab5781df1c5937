"""How the mail of the morning is asked for."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import rows
from comms.core.languages import gettext
from comms.core.refusal import teach
from comms.desk.rules import HOURS, MorningWrong, Wish

teach(
    {
        MorningWrong.NO_HOUR: _l("Choisissez une heure du matin, de 4 h à 12 h."),
    }
)


def read(fields: MultiDict[str, str]) -> Wish | None:
    """Read how somebody wants the mail of the morning; None when they want none."""
    if "wanted" not in fields:
        return None
    return Wish(
        rows.number(fields.get("hour")) or 0,
        only_workdays="only_workdays" in fields,
        even_empty="even_empty" in fields,
    )


def hours() -> list[tuple[int, str]]:
    """Return the hours that can be chosen, as the reader writes them."""
    return [(each, gettext("%(hour)s h", hour=each)) for each in HOURS]
