"""What the pages of errata say: the steps, why one cannot be taken, the letters ready to send."""

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import quote

from flask_babel import lazy_gettext as _l

from comms.core import options
from comms.core.languages import CONTENT, association_zone, gettext, moment, speaking
from comms.core.refusal import teach
from comms.core.settings import LANGUAGES
from comms.figures.models import Figure
from comms.figures.rules.numbers import write
from comms.monitoring.errata.models import Erratum
from comms.monitoring.errata.rules.clocks import Whence
from comms.monitoring.errata.rules.finding import Kind
from comms.monitoring.errata.rules.ladder import ErratumWrong, State, Step
from comms.monitoring.mentions.models import Mention

STEPS = {
    Step.CALLED: _l("Auteur ou autrice : appel passé"),
    Step.MAILED: _l("Auteur ou autrice : message envoyé"),
    Step.NEWSROOM: _l("Rédaction : message envoyé"),
    Step.REPLY: _l("Droit de réponse : brouillon préparé"),
}
STATES = {
    State.OPEN: _l("à rectifier"),
    State.NO_ERROR: _l("pas une erreur"),
    State.CORRECTED: _l("corrigé"),
}
COUNTRIES = {
    "fr": _l("en France"),
    "be": _l("en Belgique"),
    "de": _l("en Allemagne"),
    "gb": _l("au Royaume-Uni"),
}
WHENCE = {
    Whence.CARD: _l("d’après la fiche de la rédaction"),
    Whence.LIST: _l("d’après la liste des sources"),
    Whence.ADDRESS: _l("d’après l’adresse du site"),
}

teach(
    {
        ErratumWrong.UNKNOWN_STEP: _l("Choisissez une étape de la page."),
        ErratumWrong.AUTHOR_FIRST: _l(
            "Appelez ou écrivez d’abord à qui a signé, et notez-le ici ; ensuite, la rédaction."
        ),
        ErratumWrong.NEWSROOM_FIRST: _l(
            "Écrivez d’abord à la rédaction et notez-le ici : le droit de réponse vient en dernier."
        ),
        ErratumWrong.IS_CLOSED: _l("Cet écart est réglé. Rouvrez-le pour reprendre."),
        ErratumWrong.REPLY_BEGUN: _l("Le droit de réponse est déjà en brouillon."),
        ErratumWrong.NO_FIGURE: _l("Ce chiffre a été retiré de la banque : rien à opposer."),
    }
)


@dataclass(frozen=True)
class Letter:
    """A message ready to copy; `link` opens it in the reader's own mail program."""

    subject: str
    text: str
    link: str = ""


def claim(erratum: Erratum, figure: Figure, lang: str) -> str:
    """Return what we count, and that it is no other thing, in one sentence."""
    facts = {"value": write(figure.value, lang), "label": label(figure, lang)}
    if erratum.kind == Kind.OTHER_THING:
        return gettext(
            "Nous comptons %(value)s %(label)s : ce n’est pas ce que compte l’article.",
            **facts,
        )
    return gettext("Nous comptons %(value)s %(label)s.", **facts)


def label(figure: Figure, lang: str) -> str:
    """Return what a figure counts, in a language where it has one."""
    known = figure.labels.get(lang.partition("-")[0])
    return known or next(iter(figure.labels.values()), figure.key)


def letter(step: Step, erratum: Erratum, figure: Figure, mention: Mention, address: str) -> Letter:
    """Return the message of a step, in the language of the article where we speak it."""
    lang = mention.lang.partition("-")[0]
    lang = lang if lang in LANGUAGES and lang in CONTENT else LANGUAGES[0]
    with speaking(lang):
        subject = gettext("Un chiffre à rectifier : « %(title)s »", title=mention.title)
        text = "\n\n".join(_paragraphs(step, erratum, figure, mention, lang))
    to = quote(address, safe="@")
    link = f"mailto:{to}?subject={quote(subject)}&body={quote(text)}" if address else ""
    return Letter(subject, text, link)


def _paragraphs(
    step: Step, erratum: Erratum, figure: Figure, mention: Mention, lang: str
) -> list[str]:
    day = moment(mention.published or mention.seen_at, "d MMMM y")
    said = [
        gettext("Bonjour,"),
        gettext(
            "Dans « %(title)s » (%(outlet)s, %(day)s), on lit : « %(said)s »",
            title=mention.title, outlet=mention.outlet, day=day, said=erratum.sentence,
        ),
        claim(erratum, figure, lang),
        gettext("Source : %(source)s.", source=figure.source.rstrip(".")),
    ]  # fmt: skip
    asked = next((each for each in erratum.steps if each.step in {Step.CALLED, Step.MAILED}), None)
    if step is Step.NEWSROOM and asked:
        day = moment(asked.at, "d MMMM")
        said.append(gettext("Nous l’avons signalé le %(day)s à la personne qui signe.", day=day))
    said.append(
        gettext(
            "Pouvez-vous le rectifier ? Nous tenons le détail de ce compte à votre disposition."
        )
    )
    if name := str(options.get("association")):
        said.append(name)
    return said


def last_day(until: date) -> str:
    """Return a day as a sentence says it."""
    return moment(datetime.combine(until, time(12), association_zone()), "d MMMM y")
