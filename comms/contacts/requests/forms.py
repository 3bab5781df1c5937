"""Reads what journalists ask and who answers, and says what it is called and refused for."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from comms.contacts.book.forms.fields import Fields, morning_of
from comms.contacts.book.forms.labels import LANGUAGES
from comms.contacts.requests.rules.asking import RequestWords, RequestWrong, SpokespersonWords
from comms.contacts.requests.rules.kinds import RequestState, Terms
from comms.core import rows
from comms.core.given import read_day, read_hour
from comms.core.languages import association_zone
from comms.core.refusal import teach

TERMS = {
    Terms.UNKNOWN: _l("à convenir"),
    Terms.CITABLE: _l("citable"),
    Terms.UNNAMED: _l("citable sans nom"),
    Terms.OFF: _l("off, à ne pas publier"),
}
REQUESTS = {
    RequestState.OPEN: _l("en cours"),
    RequestState.ANSWERED: _l("répondu"),
    RequestState.DECLINED: _l("décliné"),
    RequestState.LAPSED: _l("délai passé"),
}


def read_morning(fields: Fields, name: str) -> datetime | None:
    """Read a day in the association's zone, and return its morning, 9 h.

    Raises:
        Refused: unreadable.
    """
    day = read_day(fields, name)
    return morning_of(day) if day else None


def read_request(fields: Fields) -> RequestWords:
    """Read a request; an hour the clock shows twice is the first: who waits waits less."""
    zone = fields.get("zone", "") or str(association_zone())
    terms = fields.get("terms", "")
    person = fields.get("spokesperson", "")
    return RequestWords(
        subject=" ".join(fields.get("subject", "").split()),
        due=read_hour(fields, "due", zone, fold=0),
        terms=Terms(terms) if terms in set(Terms) else Terms.UNKNOWN,
        spokesperson_id=rows.number(person),
        new_spokesperson=" ".join(fields.get("new_spokesperson", "").split()),
        said=fields.get("said", "").strip(),
        result=fields.get("result", "").strip(),
    )


def read_spokesperson(fields: Fields) -> SpokespersonWords:
    """Read who speaks for us and what they agreed to."""
    return SpokespersonWords(
        name=" ".join(fields.get("name", "").split()),
        languages=tuple(each for each in fields.getlist("languages") if each in LANGUAGES),
        hours=fields.get("hours", "").strip(),
        agreed_to=fields.get("agreed_to", "").strip(),
        refuses=fields.get("refuses", "").strip(),
        agreed_until=read_day(fields, "agreed_until"),
    )


teach(
    {
        RequestWrong.NO_SUBJECT: _l("Dites ce qui est demandé, même en deux mots."),
        RequestWrong.CLOSED: _l("Cette demande est déjà close."),
        RequestWrong.CONSENT_ENDED: _l(
            "%(name)s : l’accord a pris fin le %(day)s. Renouvelez-le, ou choisissez "
            "une autre personne."
        ),
        RequestWrong.NO_SPOKESPERSON: _l("Dites qui a répondu, sous « Qui répond »."),
        RequestWrong.NO_NAME: _l("Donnez un nom, ou le nom choisi par la personne."),
        RequestWrong.NO_DAY: _l("Donnez le jour."),
        RequestWrong.NOBODY: _l("Choisissez qui suit la demande, parmi les membres."),
    }
)
