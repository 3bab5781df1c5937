"""How what can happen to a source is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from comms.adapters.feeds.trouble import FeedTrouble
from comms.adapters.http.trouble import Trouble
from comms.adapters.opml import OpmlTrouble
from comms.core.languages import gettext, ngettext
from comms.core.refusal import say, teach
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.queries import Health, Unread
from comms.monitoring.sources.rules import Ailment, Engine, SourceWrong, State, learns
from comms.monitoring.sources.service.listing import Rejected

# What was done to a source, said on the next page; what was let go is said beside its way back.
DONE: Mapping[str, object] = {
    "pause": _l("« %(title)s » est suspendue : elle n’est plus relevée."),
    "resume": _l("« %(title)s » est suivie."),
    "ask": _l("« %(title)s » est relevée dans la minute, si son site le veut bien."),
    "read-pages": _l("Les articles de « %(title)s » seront lus en entier."),
    "leave-pages": _l("De « %(title)s », seul le flux est lu."),
}

teach(
    {
        Trouble.ADDRESS_WRONG: _l(
            "Cette adresse ne peut pas être lue : donnez-la entière, avec http:// ou https://, "
            "sans nom d’utilisateur."
        ),
        Trouble.ADDRESS_PRIVATE: _l(
            "Cette adresse mène à une machine du réseau local, pas à un site public : elle n’est "
            "pas demandée. La personne qui administre la machine peut l’autoriser."
        ),
        Trouble.NO_SUCH_HOST: _l("Ce site n’existe pas : vérifiez l’adresse."),
        Trouble.NAMES_SILENT: _l(
            "L’adresse de ce site n’a pas pu être cherchée : réessayez dans un moment."
        ),
        Trouble.NOT_CONNECTED: _l("Ce site ne répond pas : réessayez plus tard."),
        Trouble.CERTIFICATE: _l(
            "Le certificat de ce site n’est pas valable : prévenez-le, ou essayez en http://."
        ),
        Trouble.TOO_SLOW: _l(
            "Ce site met plus de trente secondes à répondre : réessayez plus tard."
        ),
        Trouble.TOO_BIG: _l("Ce que ce site envoie dépasse 10 Mo : ce n’est pas pris."),
        Trouble.TOO_MANY_REDIRECTS: _l(
            "Ce site renvoie sans fin d’une adresse à l’autre : vérifiez l’adresse."
        ),
        Trouble.BROKEN: _l("La réponse de ce site est coupée ou illisible : réessayez plus tard."),
        FeedTrouble.EMPTY: _l("Ce flux est vide : réessayez plus tard."),
        FeedTrouble.NOT_A_FEED: _l(
            "Cette adresse ne donne pas un flux : cherchez le lien « RSS » du site."
        ),
        FeedTrouble.UNREADABLE: _l("Ce flux est trop abîmé pour être lu : prévenez le site."),
        FeedTrouble.TOO_BIG: _l("Ce flux dépasse 10 Mo : il n’est pas lu."),
        FeedTrouble.TOO_LONG_TO_READ: _l(
            "Ce flux demande trop de temps ou de mémoire : il n’est pas lu."
        ),
        OpmlTrouble.TOO_BIG: _l(
            "Ce fichier dépasse 10 Mo : une liste de flux est bien plus petite."
        ),
        OpmlTrouble.HAS_ENTITIES: _l(
            "Ce fichier contient des entités XML, qui peuvent grossir sans fin : il n’est pas lu. "
            "Exportez de nouveau la liste depuis votre lecteur de flux."
        ),
        OpmlTrouble.NOT_A_LIST: _l(
            "Ce fichier n’est pas une liste de flux (OPML) : exportez-la depuis votre lecteur."
        ),
        SourceWrong.NO_FEED_LISTED: _l(
            "Ce fichier ne contient aucun flux : exportez de nouveau la liste depuis votre lecteur."
        ),
        SourceWrong.NO_FEED_ON_PAGE: _l(
            "Cette page n’annonce aucun flux. Cherchez le lien « RSS » du site et donnez-le ; s’il "
            "n’y en a pas, « Suivre une recherche » demande à Google Actualités ce qui y paraît."
        ),
        SourceWrong.KNOWN: _l("Cette source est déjà suivie : « %(title)s »."),
        SourceWrong.NO_FILE: _l("Choisissez un fichier OPML."),
        SourceWrong.REPEATED: _l("Cette adresse est plusieurs fois dans le fichier."),
        SourceWrong.BROKEN_FILE: _l(
            "À partir de la ligne %(line)s le fichier est abîmé : la suite a pu se perdre."
        ),
        Ailment.FORBIDDEN: _l(
            "Le site refuse de répondre (%(status)s) : demandez-lui l’accès au flux."
        ),
        Ailment.NOT_FOUND: _l("Le flux n’est plus à cette adresse (404) : cherchez la nouvelle."),
        Ailment.GONE: _l(
            "Le site dit que ce flux n’existe plus (410) : cherchez la nouvelle adresse."
        ),
        Ailment.ASKED_TO_WAIT: _l("Le site demande d’attendre (429) : la veille attend."),
        Ailment.SITE_FAILS: _l("Le site est en panne (%(status)s) : la veille réessaie."),
        Ailment.ANSWERED_STRANGELY: _l("Le site répond de façon inattendue (%(status)s)."),
        Ailment.UNREAD: _l(
            "Pas relevée depuis %(hours)s heures : la machine ou ses tâches étaient "
            "peut-être à l’arrêt."
        ),
        Ailment.PAUSED: _l("Suspendue : la veille ne la relève plus."),
        Ailment.SILENT: _l(
            "Rien de nouveau depuis %(days)s jours, bien plus que d’habitude : la source est "
            "peut-être abandonnée."
        ),
    }
)


ENGINES = {
    Engine.GOOGLE: _l("Google Actualités"),
    Engine.BING: _l("Bing Actualités"),
    Engine.MASTODON: _l("un mot-dièse de Mastodon"),
    Engine.YOUTUBE: _l("une chaîne YouTube (son numéro, UC…)"),
}
MINUTES_TOLD, HOURS_TOLD = 45, 36  # below, a rhythm is said in the smaller word
MOST_MINUTES, MOST_HOURS = 90, 48  # below, a length is said in the smaller word
_WORDS = {
    State.PAUSED: (_l("suspendue"), ""),
    State.GONE: (_l("disparue"), "signal"),
}


def said_of(health: Health) -> str | None:
    """Return what is wrong with a source as a sentence, or None."""
    return say(health.code, health.facts) if health.code else None


def said_why(rejected: Rejected) -> str:
    """Return why a line did not enter."""
    return say(rejected.reason, rejected.facts)


@dataclass(frozen=True)
class Shown:
    """A source as its page shows it."""

    source: Source
    host: str
    word: object  # a lazy sentence
    tone: str
    wrong: str | None
    rhythm: str | None
    learns: bool


def shown(health: Health) -> Shown:
    """Return a source with the word and the sentence for how it is."""
    source = health.source
    word, tone = _WORDS.get(State(source.state), (_l("en panne"), "signal"))
    if source.state == State.ACTIVE and health.code is Ailment.SILENT:
        word, tone = _l("muette"), "amber"
    elif source.state == State.ACTIVE and health.is_well:
        word, tone = (_l("suivie"), "leaf") if source.last_ok else (_l("à vérifier"), "sea")
    host = urlsplit(source.url).hostname or ""
    rhythm = said_rhythm(source.rhythm_minutes)
    return Shown(source, host, word, tone, said_of(health), rhythm, learns(source.url))


def said_rhythm(minutes: int | None) -> str | None:
    """Return how often a source brings an article, in words; None when that is not known yet."""
    if minutes is None:
        return None
    if minutes < MINUTES_TOLD:
        return gettext("plusieurs articles par heure")
    if (hours := round(minutes / 60)) < HOURS_TOLD:
        return ngettext(
            "un article toutes les heures", "un article toutes les %(num)d heures", hours
        )
    return ngettext("un article par jour", "un article tous les %(num)d jours", round(hours / 24))


def said_length(each: Unread) -> str:
    """Return for how long a source was not read, in the words for its size; of none that lasts."""
    if each.until is None:
        return ""
    minutes = round((each.until - each.since) / timedelta(minutes=1))
    if minutes < MOST_MINUTES:
        return ngettext("%(num)d minute", "%(num)d minutes", max(minutes, 1))
    if (hours := round(minutes / 60)) < MOST_HOURS:
        return ngettext("%(num)d heure", "%(num)d heures", hours)
    return ngettext("%(num)d jour", "%(num)d jours", round(hours / 24))
