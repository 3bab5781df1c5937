"""What is typed of a task, and how its day is said."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import clock, rows, said
from comms.core.given import told
from comms.core.languages import association_zone
from comms.core.refusal import Refused, teach
from comms.tasks.rules import LONGEST, TaskWrong, When
from comms.tasks.service import Draft

teach(
    {
        TaskWrong.NO_WORDS: _l("Dites ce qu’il y a à faire."),
        TaskWrong.TOO_LONG: _l("C’est trop long : une tâche tient en une phrase."),
        TaskWrong.NOBODY: _l("Choisissez qui s’en charge, parmi les membres."),
        TaskWrong.BAD_DAY: _l(
            "« %(text)s » n’est pas un jour. Écrivez « vendredi », « 12/3 » ou « dans 3 jours »."
        ),
    }
)
WHEN: Mapping[When, object] = {
    When.LATE: _l("En retard"),
    When.TODAY: _l("Aujourd’hui"),
    When.WEEK: _l("Dans les sept jours"),
    When.LATER: _l("Plus tard"),
    When.OPEN: _l("Sans date"),
}


def read(fields: MultiDict[str, str]) -> Draft:
    """Read a task.

    Raises:
        Refused: a day that is none.
    """
    owner = fields.get("owner", "")
    return Draft(
        words=fields.get("words", "")[: LONGEST + 1],
        owner_id=rows.number(owner),
        due_on=_day(told(fields, "due")),
        thing=fields.get("thing", "")[:40],
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return said.read_day(text, clock.now().astimezone(association_zone()))
    except Refused as wrong:
        raise Refused(TaskWrong.BAD_DAY, text=text[:40]) from wrong
