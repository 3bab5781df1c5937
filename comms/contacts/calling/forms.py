"""Reads what came of a call, and says what it is called and refused for."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from comms.contacts.book.forms.fields import Fields, morning_of, read_moment
from comms.contacts.book.rules.words import PersonWrong
from comms.contacts.calling.rules.kinds import CallOutcome
from comms.contacts.calling.rules.queue import CallWrong
from comms.core import clock
from comms.core.languages import association_zone
from comms.core.refusal import Refused, teach

OUTCOMES = {
    CallOutcome.NO_ANSWER: _l("pas de réponse"),
    CallOutcome.CALL_BACK: _l("rappeler"),
    CallOutcome.INTERESTED: _l("intéressé·e"),
    CallOutcome.COMING: _l("vient"),
    CallOutcome.NO: _l("non"),
}


def read_call_back(fields: Fields) -> tuple[CallOutcome, datetime | None]:
    """Read what came of a call, and when to call back: `call_back:hour`, `call_back:tomorrow`."""
    said, _, when = fields.get("outcome", "").partition(":")
    if said not in set(CallOutcome):
        raise Refused(PersonWrong.NOTHING_SAID)
    now = clock.now()
    if when == "hour":
        return CallOutcome(said), now + timedelta(hours=1)
    if when == "tomorrow":
        tomorrow = now.astimezone(association_zone()).date() + timedelta(days=1)
        return CallOutcome(said), morning_of(tomorrow)
    return CallOutcome(said), read_moment(fields)


teach(
    {
        CallWrong.NO_NAME: _l("Donnez un nom à la séance : ce pour quoi l’on appelle."),
        CallWrong.NOBODY: _l(
            "Personne à appeler sur « %(name)s » : ajoutez des numéros aux fiches, "
            "ou choisissez une autre liste."
        ),
        CallWrong.NOT_YOURS: _l(
            "Cet appel n’est plus à vous : il a été rendu ou repris. Prenez la personne suivante."
        ),
        CallWrong.CLOSED: _l("Cette séance est terminée : ouvrez-en une autre."),
        CallWrong.NO_HOUR: _l("Dites quand rappeler."),
        CallWrong.NO_PERSON: _l("Donnez au moins un nom."),
    }
)
