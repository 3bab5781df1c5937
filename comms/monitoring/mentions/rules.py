"""What a mention is: its medium, its tone, where it stands."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from textwrap import shorten
from urllib.parse import urlsplit

from comms.core.text import folded_words

CREDIT = 240  # characters at either end of an article in which a credit stands
# As agencies sign, and what they are called here.
_NAMES = {
    "Agence France-Presse": "AFP",
    "Associated Press": "AP",
    "Deutsche Presse-Agentur": "dpa",
    "Press Association": "PA",
    "REUTERS": "Reuters",
    "DPA": "dpa",
}
_AGENCIES = "|".join([*_NAMES, "AFP", "Reuters", "AP", "dpa", "Belga", "EFE", "ANSA", "ATS", "PA"])
_SIGNED = re.compile(rf"\b({_AGENCIES})\b()")
# « (AFP) », « avec l’AFP », « © AFP », « AFP – », « LONDON (Reuters) - »
_WITH = r"(?:[Aa]vec|AVEC|[Ww]ith|[Pp]ar|[Bb]y|[Mm]it|[Ss]ource\s*:)\s+(?:l['’]\s?|the\s+|der\s+)?"
_CREDITED = re.compile(rf"(?:[(©/]\s*|\b{_WITH})({_AGENCIES})\b|\b({_AGENCIES})\s+[–—|-]\s")


class State(StrEnum):
    """Where a mention stands."""

    NEW = "new"
    KEPT = "kept"
    DISMISSED = "dismissed"


class Tone(StrEnum):
    """How a mention speaks of us: a person says so, no machine."""

    UNSET = ""
    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"


class Medium(StrEnum):
    """By which way it was said."""

    WEB = "web"
    PRINT = "print"
    RADIO = "radio"
    TELEVISION = "television"
    PODCAST = "podcast"
    NETWORK = "network"


class How(StrEnum):
    """By what a mention is known to take up a release."""

    QUOTE = "quote"
    TITLE = "title"
    FIGURES = "figures"
    PERSON = "person"  # somebody said so


class Reason(StrEnum):
    """Why the tool itself put a mention aside; a person's reason is a sentence of theirs."""

    OWN_RELEASE = "own_release"  # our release, republished: no coverage


LONGEST_REASON = 200


class Whence(StrEnum):
    """By what it is known whether an article is for subscribers; a person outweighs the others."""

    UNSAID = ""
    FEED = "feed"
    PAGE = "page"
    PERSON = "person"


class MentionWrong(StrEnum):
    """Why a mention cannot be kept so."""

    NO_TITLE = "mention.no_title"
    NO_OUTLET = "mention.no_outlet"
    NOT_A_LINK = "mention.not_a_link"
    HOUR_AHEAD = "mention.hour_ahead"
    UNKNOWN_STATE = "mention.unknown_state"
    UNKNOWN_TONE = "mention.unknown_tone"
    NO_COPY = "mention.no_copy"
    NOT_A_COPY = "mention.not_a_copy"
    COPY_TOO_BIG = "mention.copy_too_big"
    TOO_MANY = "mention.too_many"
    NONE_TICKED = "mention.none_ticked"
    NO_CAMPAIGN = "mention.no_campaign"
    PAGE_SILENT = "mention.page_silent"
    KNOWN = "mention.known"
    NOTHING_TYPED = "mention.nothing_typed"
    PASSAGE_TOO_LONG = "mention.passage_too_long"


@dataclass(frozen=True)
class ByHand:
    """What a person enters: what no feed shows."""

    title: str
    outlet: str
    medium: Medium = Medium.PRINT
    programme: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published: datetime | None = None
    lang: str = "fr"
    verbatim: str = ""
    note: str = ""
    is_paid: bool = False


@dataclass(frozen=True)
class Completed:
    """What somebody who subscribes adds: a passage, the tone, what it says of us, a copy."""

    passage: str = ""
    tone: str = ""
    note: str = ""
    copy: bytes = b""
    name: str = ""  # of the copy


LONGEST_PASSAGES = 1_500  # characters of an article typed in all: an extract, not the article
LONGEST_QUOTE = 320  # of what is typed that leaves the house: a short quotation


def obstacles_to_completing(given: Completed, typed: int) -> list[MentionWrong]:
    """Return why this may not be added where so many characters were typed before."""
    found = []
    if not any((given.passage, given.tone, given.note, given.copy)):
        found.append(MentionWrong.NOTHING_TYPED)
    if given.passage and typed + len(given.passage) > LONGEST_PASSAGES:
        found.append(MentionWrong.PASSAGE_TOO_LONG)
    if given.tone and given.tone not in set(Tone):
        found.append(MentionWrong.UNKNOWN_TONE)
    return found


_ENDS = re.compile(r"(?<=[.!?…؟۔።])\s+(?![»”])|(?<=[.!?…]\s[»”])\s+|\n+")


def quoted(passages: Iterable[str], caught: Collection[str]) -> str:
    """Return what of the typed passages may be quoted: the first sentence with what was caught.

    Without any, how the first begins; never more than a short quotation.
    """
    sentences = [each for text in passages for each in _ENDS.split(text) if each.strip()]
    wanted = {_spoken(each) for each in caught} - {_spoken("")}
    telling = (each for each in sentences if any(word in _spoken(each) for word in wanted))
    found = next(telling, " ".join(sentences))
    return shorten(found, LONGEST_QUOTE, placeholder=" …")


def _spoken(text: str) -> str:
    """Return the words of a text, a space around each: what stands in another stands in it."""
    return f" {' '.join(folded_words(text))} "


def lacks(given: ByHand, now: datetime) -> list[MentionWrong]:
    """Return everything that is wrong with what was entered."""
    found = []
    if not given.title:
        found.append(MentionWrong.NO_TITLE)
    if not given.outlet:
        found.append(MentionWrong.NO_OUTLET)
    if given.url and not is_link(given.url):
        found.append(MentionWrong.NOT_A_LINK)
    if given.published and given.published > now:
        found.append(MentionWrong.HOUR_AHEAD)
    return found


def is_link(url: str) -> bool:
    """Say whether an address may stand behind a title: http or https, with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def agency_of(authors: Sequence[str], text: str) -> str:
    """Return the agency an article is credited to: in its signature, its first or last words."""
    signed = _SIGNED.search(", ".join(authors))
    found = signed or _CREDITED.search(text[:CREDIT]) or _CREDITED.search(text[-CREDIT:])
    written = (found[1] or found[2]) if found else ""
    return _NAMES.get(written, written)


def inherited(states: Iterable[str]) -> State:
    """Return the state of a later copy: what people said of the story holds for it too."""
    said = set(states)
    if State.KEPT in said:
        return State.KEPT
    return State.DISMISSED if said == {State.DISMISSED} else State.NEW


def outlet_of(source: str, url: str) -> str:
    """Return whose an article is: the source's name, or the site's."""
    if source.strip():
        return " ".join(source.split())
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def outlet_in_title(title: str) -> str:
    """Return the outlet a search engine writes after a title: « Titre - La Voix du Nord »."""
    head, _, tail = title.rpartition(" - ")
    return tail.strip() if head.strip() and len(tail.split()) <= LONGEST_OUTLET else ""


LONGEST_OUTLET = 6  # words
_LEAD = re.compile(
    r"^(?:(?:propos\s+)?recueillis\s+par|texte|reportage|récit|photos?|par|by|von|de|di|por)\b[\s:]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/|&•·]|\b(?:et|and|und|y|avec|with|mit)\b)\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,200}\)|\S+@\S+|\bet al\.?")
_NOBODY = frozenset(
    {
        *("afp", "reuters", "ap", "dpa", "belga", "efe", "ansa", "ats", "pa", "agences", "agence"),
        *("redaction", "editors", "newsroom", "staff", "desk", "service", "envoye", "envoyee"),
        *("correspondant", "correspondante", "correspondent", "journaliste", "reporter", "press"),
        *("association", "presse", "admin", "webmaster", "newsdesk"),
    }
)
_PLACE = re.compile(r"(?:^|\s+)(?:à|au|aux|en|in|at|nach|aus|depuis|from|chez)\s.*$", re.IGNORECASE)
LONGEST_NAME = 5  # words


def people_of(authors: Iterable[str]) -> list[str]:
    """Return the people who signed: « Par Julia P. et Louis W., à Calais, avec AFP » are two."""
    found: list[str] = []
    for written in authors:
        pieces = _BETWEEN.split(_ASIDE.sub(" ", written[:2000])[:1000])
        found += [name for piece in pieces if (name := _person(piece))]
    return list(dict.fromkeys(found))


def _person(piece: str) -> str:
    """Return the name in a piece of a signature; empty when it is a place, an agency, a desk."""
    name = _PLACE.sub("", _LEAD.sub("", piece.strip(" :–—-"))).strip(" :–—-")
    words = name.split()
    if not 2 <= len(words) <= LONGEST_NAME or any(each.isdigit() for each in name):
        return ""
    if _NOBODY & set(folded_words(name)):
        return ""
    return name if words[0][:1].isupper() and not words[-1].islower() else ""


@dataclass(frozen=True)
class Likeness:
    """That a text takes up a release: by what, and how sure in hundredths."""

    how: How
    sure: int


MOST_WORDS = 5_000  # of a text that are compared
MOST_AT_ONCE = 500  # mentions sorted together
SUREST = 29  # words in a row; more make us no surer
QUOTED = 8  # words in a row that only who had the text before them writes
FIGURE = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{3,}")
FIGURES = 2  # numbers of three digits or more, the same in both


def taken_up(release: str, title: str, article: str, headline: str) -> Likeness | None:
    """Return how an article takes up a release, the surest way first, or None."""
    ours, theirs = _words(release)[:MOST_WORDS], _words(article)[:MOST_WORDS]
    if (run := _longest_run(ours, theirs)) >= QUOTED:
        return Likeness(How.QUOTE, min(99, 70 + run))
    mine, other = {*_words(title)}, {*_words(headline)}
    if len(mine) >= 4 and len(mine & other) >= 0.8 * len(mine):
        return Likeness(How.TITLE, 80)
    shared = _figures(release) & _figures(article)
    return Likeness(How.FIGURES, 65) if len(shared) >= FIGURES else None


def _words(text: str) -> list[str]:
    return folded_words(text)


def _figures(text: str) -> set[str]:
    """Return the large numbers of a text, years left out."""
    found = {re.sub(r"\D", "", each) for each in FIGURE.findall(text)}
    return {each for each in found if not (len(each) == 4 and each[:2] in {"19", "20"})}


def _longest_run(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words in a row two texts share at most: 0 below `QUOTED`, `SUREST` above.

    Texts that share a run share every shorter one, so the longest is found by halves.
    """
    if not _share(ours, theirs, QUOTED):
        return 0
    least, most = QUOTED, SUREST
    while least < most:
        half = (least + most + 1) // 2
        least, most = (half, most) if _share(ours, theirs, half) else (least, half - 1)
    return least


def _share(ours: Sequence[str], theirs: Sequence[str], run: int) -> bool:
    return not _runs(ours, run).isdisjoint(_runs(theirs, run))


def _runs(words: Sequence[str], run: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}


LARGEST_COPY = 20 * 1024 * 1024  # bytes
_BEGINS = (
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
)
_MPEG_SOUND = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
_SPOKEN = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"3gp4", b"3gp5", b"dash")


def kind_of(data: bytes) -> str:
    """Return what a copy is by its first bytes; empty when only a picture is left to try."""
    for begins, kind in _BEGINS:
        if data.startswith(begins):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "audio/wav"
    if data[4:8] == b"ftyp" and data[8:12] in _SPOKEN:
        return "audio/mp4"
    return "audio/mpeg" if data[:2] in _MPEG_SOUND else ""
