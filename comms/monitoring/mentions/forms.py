"""What people say about mentions in forms, and how what is wrong is said."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.adapters.feeds.texts import as_language
from comms.core import clock, hours
from comms.core.given import read_day
from comms.core.languages import gettext
from comms.core.links import host_of
from comms.core.refusal import teach
from comms.core.text.typed import typed
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.entering import Told
from comms.monitoring.mentions.queries.newsrooms import Newsroom
from comms.monitoring.mentions.queries.signing import Joined
from comms.monitoring.mentions.rules.by_hand import ByHand
from comms.monitoring.mentions.rules.links import medium_of
from comms.monitoring.mentions.rules.standing import Medium, Reason, State, Tone
from comms.monitoring.mentions.rules.subscribers import Completed, Whence
from comms.monitoring.mentions.rules.taking_up import How
from comms.monitoring.mentions.rules.whose import Alike, Whose
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.watches.forms import read_line

Fields = MultiDict[str, str]

STATES: Mapping[str, object] = {
    State.NEW: _l("à trier"),
    State.KEPT: _l("gardées"),
    State.DISMISSED: _l("écartées"),
}
SORTED: Mapping[str, object] = {
    State.NEW: _l("à trier"),
    State.KEPT: _l("gardée"),
    State.DISMISSED: _l("écartée"),
}
DONE: Mapping[str, object] = {
    State.NEW: _l("Remise à trier : « %(title)s »."),
    State.KEPT: _l("Gardée : « %(title)s »."),
    State.DISMISSED: _l("Écartée : « %(title)s »."),
}
TONES: Mapping[str, object] = {
    Tone.UNSET: _l("à qualifier"),
    Tone.FAVOURABLE: _l("favorable"),
    Tone.NEUTRAL: _l("neutre"),
    Tone.HOSTILE: _l("défavorable"),
}
MEDIA: Mapping[str, object] = {
    Medium.PRINT: _l("presse imprimée"),
    Medium.RADIO: _l("radio"),
    Medium.TELEVISION: _l("télévision"),
    Medium.PODCAST: _l("podcast"),
    Medium.NETWORK: _l("réseau social"),
    Medium.WEB: _l("site web"),
}
HOW: Mapping[str, object] = {
    How.QUOTE: _l("une phrase reprise mot pour mot"),
    How.TITLE: _l("le même titre"),
    How.FIGURES: _l("les mêmes chiffres"),
    How.PERSON: _l("dit par une personne"),
}
REASONS: Mapping[str, object] = {
    Reason.OWN_RELEASE: _l("notre communiqué, republié : ce n’est pas une retombée"),
}
USUAL_REASONS = (
    _l("homonyme"),
    _l("hors sujet"),
    _l("doublon"),
    _l("simple agenda"),
    _l("nous cite"),
)
WHENCE: Mapping[str, object] = {
    Whence.FEED: _l("d’après le flux"),
    Whence.PAGE: _l("d’après la page de l’article"),
    Whence.PERSON: _l("dit par une personne"),
}

teach(
    {
        MentionWrong.NO_TITLE: _l("Il manque le titre, ou en quelques mots ce qui a été dit."),
        MentionWrong.NO_OUTLET: _l("Il manque le média (« France Bleu Nord », « La Voix »)."),
        MentionWrong.NO_MEDIUM: _l("Choisissez le genre de média : radio, télévision, presse…"),
        MentionWrong.NOT_A_LINK: _l("Le lien doit commencer par https:// ou http://."),
        MentionWrong.TOO_LONG: _l("C’est trop long : %(most)s signes au plus dans un champ."),
        MentionWrong.HOUR_AHEAD: _l("Cette date n’est pas encore passée."),
        MentionWrong.UNKNOWN_STATE: _l("Une retombée se garde, s’écarte ou se remet à trier."),
        MentionWrong.NO_COPY: _l("Choisissez un fichier : une photo, un PDF ou un son."),
        MentionWrong.NOT_A_COPY: _l(
            "Ce fichier n’est ni une photo, ni un PDF, ni un son (MP3, M4A, OGG, WAV, FLAC)."
        ),
        MentionWrong.COPY_TOO_BIG: _l("Ce fichier dépasse 20 Mo : gardez-en l’extrait utile."),
        MentionWrong.NONE_TICKED: _l("Cochez d’abord les retombées à garder ou à écarter."),
        MentionWrong.TOO_MANY: _l("C’est trop à la fois : %(most)s retombées au plus."),
        MentionWrong.NO_NEWSROOM: _l(
            "Aucune rédaction du carnet ne s’appelle « %(name)s » : choisissez-en une de la "
            "liste, ou ajoutez-la d’abord au carnet."
        ),
        MentionWrong.NO_CAMPAIGN: _l("Cette campagne n’existe plus : choisissez-en une autre."),
        MentionWrong.PAGE_SILENT: _l(
            "Cette page ne se lit pas d’ici : écrivez le titre et le média, le lien reste."
        ),
        MentionWrong.KNOWN: _l("Ce lien est déjà une retombée : « %(title)s »."),
        MentionWrong.NOTHING_TYPED: _l(
            "Il n’y a rien à ajouter : un passage, la tonalité, une note ou une copie."
        ),
        MentionWrong.PASSAGE_TOO_LONG: _l(
            "C’est un extrait, pas l’article : %(most)s signes au plus en tout. L’article entier "
            "se garde en copie privée."
        ),
        MentionWrong.UNKNOWN_TONE: _l("Choisissez une des tonalités proposées."),
    }
)


def titled(mention: Mention) -> str:
    """Return the title of a mention as people read it; some articles have none."""
    return mention.title or gettext("Sans titre")


def said_newsroom(newsroom: Newsroom, url: str | None, names: Mapping[int, str]) -> str:
    """Return how the newsroom of a mention is known, and how sure that is."""
    who, host = names.get(newsroom.by or 0, "?"), host_of(url).removeprefix("www.")
    said = {
        Whose.SITE: gettext("d’après l’adresse de l’article (%(host)s)", host=host),
        Whose.HOUSE: gettext("d’après un site de la même maison (%(host)s)", host=host),
        Whose.SHARED: gettext("une des rédactions de ce site (%(host)s)", host=host),
        Whose.AS_SAID: gettext("comme %(name)s l’a dit d’un autre article de ce site", name=who),
        Whose.PERSON: gettext("dit par %(name)s", name=who),
    }
    if newsroom.how is Whose.PERSON:
        return said[newsroom.how]
    return f"{said[newsroom.how]} · {_sure(newsroom.sure)}"


def said_joined(joined: Joined, names: Mapping[int, str]) -> str:
    """Return how it is known that somebody wrote a mention, and how sure that is."""
    who = names.get(joined.by or 0, "?")
    if joined.alike is None:
        return gettext("confirmé par %(name)s", name=who)
    said = gettext("à sa signature, confirmée par %(name)s dans ce média", name=who)
    return f"{said} · {_sure(joined.alike.sure)}"


def said_alike(alike: Alike) -> str:
    """Return how much a signature is like somebody of the book."""
    if alike.is_whole:
        said = gettext("même nom, même média") if alike.is_there else gettext("même nom")
    else:
        said = gettext("nom abrégé, même média") if alike.is_there else gettext("nom abrégé")
    return gettext("%(alike)s, sûr à %(sure)s %%", alike=said, sure=alike.sure)


def _sure(sure: int) -> str:
    return gettext("automatique, sûr à %(sure)s %%", sure=sure)


def read_by_hand(fields: Fields, zone: str) -> ByHand:
    """Read what a person enters.

    Raises:
        Refused: the hour cannot be read, or does not exist.
    """
    medium = fields.get("medium", "")
    return ByHand(
        title=read_line(fields, "title"),
        outlet=read_line(fields, "outlet"),
        medium=Medium(medium) if medium in set(Medium) else None,
        programme=read_line(fields, "programme"),
        authors=tuple(filter(None, map(str.strip, read_line(fields, "authors").split(",")))),
        url=read_line(fields, "url"),
        published=_instant(fields, zone),
        is_day_alone=bool(read_day(fields, "day", back=True)) and not fields.get("hour"),
        lang=as_language(read_line(fields, "lang")) or "fr",
        verbatim=read_line(fields, "verbatim"),
        note=typed(fields.get("note", "")).strip(),
        is_paid="is_paid" in fields,
    )


def read_completed(fields: Fields, copy: bytes, name: str) -> Completed:
    """Read what somebody who subscribes adds."""
    return Completed(
        passage="\n".join(filter(None, map(str.strip, fields.get("passage", "").splitlines()))),
        tone=fields.get("its_tone", ""),
        note=fields.get("says", "").strip(),
        copy=copy,
        name=name,
    )


def _instant(fields: Fields, zone: str) -> datetime | None:
    """Return when it was said; a day alone is its beginning, an hour alone that of today."""
    day, hour = read_day(fields, "day", back=True), fields.get("hour", "")
    if not (day or hour):
        return None
    day = day or clock.today(ZoneInfo(zone))
    return hours.read(f"{day} {hour or '00:00'}", zone, 0).instant


def as_typed(mention: Mention, zone: str) -> dict[str, str]:
    """Return what was entered by hand as its form shows it."""
    at = mention.published.astimezone(ZoneInfo(zone)) if mention.published else None
    said = {name: getattr(mention, name) or "" for name in _ENTERED}
    return {
        **said,
        "authors": ", ".join(mention.authors),
        "day": f"{at:%Y-%m-%d}" if at else "",
        "hour": f"{at:%H:%M}" if at and not mention.is_day_alone else "",
    }


_ENTERED = ("title", "outlet", "programme", "medium", "url", "lang", "verbatim")


def filled(fields: Fields, told: Told, zone: str) -> dict[str, str]:
    """Return the form with what a link tells where nothing was typed."""
    at = told.published.astimezone(ZoneInfo(zone)) if told.published else None
    known = {
        "title": told.title,
        "outlet": told.outlet,
        "authors": ", ".join(told.authors),
        "day": f"{at:%Y-%m-%d}" if at else "",
        "hour": f"{at:%H:%M}" if at else "",
        "is_paid": "1" if told.is_paid else "",
    }
    given = fields.to_dict()
    found = {name: given.get(name, "").strip() or value for name, value in known.items()}
    if given.get("day", "").strip():
        found["hour"] = given.get("hour", "")
    lang = told.lang.partition("-")[0].lower()
    medium = given.get("medium") or medium_of(given.get("url", ""))
    return {**given, **found, "medium": medium, "lang": lang or given.get("lang", "fr")}


def columns(zone: str) -> dict[str, Callable[[Mapping[str, Any]], str]]:
    """Return what a spreadsheet for people holds: heads, and what each column says of a row."""

    def instant(row: Mapping[str, Any]) -> str:
        at = row["published"]
        if not at or row["day"]:
            return str(row["day"] or "")
        return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"

    return {
        gettext("Jour et heure"): instant,
        gettext("Titre"): lambda row: row["title"] or gettext("Sans titre"),
        gettext("Média"): lambda row: row["outlet"],
        gettext("Genre de média"): lambda row: str(MEDIA[row["medium"]]),
        gettext("Signature"): lambda row: ", ".join(row["authors"]),
        gettext("Langue"): lambda row: row["lang"] or "",
        gettext("Adresse"): lambda row: row["url"] or "",
        gettext("Tonalité"): lambda row: str(TONES[row["tone"] or ""]),
        gettext("Tri"): lambda row: str(SORTED[row["state"]]),
        gettext("Veille"): lambda row: row["watch"] or "",
        gettext("Accès"): lambda row: gettext("réservé aux abonnés") if row["access"] else "",
        gettext("Sujet"): lambda row: str(row["story"]),
    }
