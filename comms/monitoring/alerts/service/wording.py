"""The words of an alert, in the language of who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from comms.core import clock, languages, options, settings
from comms.core.filling import fill
from comms.core.languages import gettext, moment, ngettext
from comms.monitoring.alerts.rules import MOST_SHOWN, Kind
from comms.monitoring.mentions.queries.showing import Shown
from comms.monitoring.sources import queries as sources
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.queries import Unread
from comms.monitoring.sources.rules import learns
from comms.monitoring.sources.service import telling

MOST_NOTED = 5  # mentions a place is told at once: its messages are small
LONGEST = 90  # characters of a title in a subject


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Watched:
    """What a mail that sums up can say of the watch itself, even when nothing was caught."""

    watches: tuple[str, ...]  # by name; sensitive ones are not named
    sources: int  # that answer
    lost: tuple[str, ...]  # that are not read: what they published was not seen
    unread: tuple[Unread, ...] = ()  # when others were not, or are not
    unnamed: int = 0  # of those not read: searches, for a reader outside

    def sentences(self) -> list[str]:
        """Return what was watched and what was not."""
        said = [
            ngettext("%(num)d source répond.", "%(num)d sources répondent.", self.sources),
        ]
        if self.watches:
            names = ", ".join(f"« {each} »" for each in self.watches)
            said.insert(0, gettext("Veilles tenues : %(names)s.", names=names))
        if self.lost:
            names = ", ".join(self.lost[:MOST_SHOWN])
            said.append(gettext("Ce qui n’a pas été lu : %(names)s.", names=names))
        said += telling.lines(self.unread)[:MOST_SHOWN]
        said += telling.searches(self.unnamed)
        if not (self.lost or self.unread or self.unnamed):
            said.append(gettext("Aucune source suivie n’est restée sans réponse."))
        return said


def watched(watches: Sequence[str], since: datetime, *, outside: bool = False) -> Watched:
    """Return what can be said of these watches: which sources answer, which were not read since.

    `outside`: searches are counted, for their names say what is looked for.
    """
    now = clock.now()
    read, lost = sources.read_and_unread(now)
    found = [each for each in sources.unread_between(since, now) if _is_told(each, lost)]
    told = {each.source for each in found}
    lost = [each for each in lost if each not in told]
    hidden = {each.id for each in (*lost, *filter(None, told)) if outside and learns(each.url)}
    named = tuple(sources.named(each) for each in lost if each.id not in hidden)
    shown = (each for each in found if not (each.source and each.source.id in hidden))
    return Watched(tuple(watches), len(read), named, tuple(shown), len(hidden))


def _is_told(each: Unread, lost: Sequence[Source]) -> bool:
    """Say whether an outage is told: over, but not soon; or such as a person should look at."""
    return each.source in lost if each.until is None else not each.is_short


def letter(
    mentions: Sequence[Shown],
    kind: str,
    name: str,
    watched: Watched | None = None,
    outside: str = "",
) -> Letter:
    """Return an alert about one mention or several; the last that arrived come first.

    What only sensitive watches caught is counted. `watched`: for a mail that sums up. `outside`:
    for a reader without an account, the link that ends it; articles are linked where they stand.
    """
    news, more = _to_tell(mentions, MOST_SHOWN)
    linked = [(each, _link(each, outside)) for each in news]
    hello = gettext("Bonjour %(name)s,", name=name) if name else gettext("Bonjour,")
    foot = _foot_outside(outside) if outside else _foot()
    notes = [*_counted(mentions), *(watched.sentences() if watched else ())]
    if not mentions:
        notes.insert(0, gettext("Rien n’a été attrapé."))
    subject = _subject(news, kind, len(mentions))
    page = fill(
        "alerts/_mail.html",
        subject=subject,
        lang=languages.language(),
        hello=hello,
        news=linked,
        more=more,
        notes=notes,
        foot=foot,
    )
    parts = [hello, *(_told(*each) for each in linked)]
    return Letter(subject, _text(parts, more, notes, foot), str(page))


def _to_tell(mentions: Sequence[Shown], most: int) -> tuple[list[Shown], int]:
    """Return what may be told, the last that arrived first, and how much more there is."""
    open_ones = [each.outside() for each in reversed(mentions) if not each.is_sensitive]
    return open_ones[:most], max(len(open_ones) - most, 0)


def note(mentions: Sequence[Shown], kind: str) -> Letter:
    """Return what a place outside is told: short, without a link into the house."""
    news, more = _to_tell(mentions, MOST_NOTED)
    said = [_told(each, _link(each, "outside")) for each in news]
    if more:
        said.append(ngettext("Et %(num)d autre.", "Et %(num)d autres.", more))
    said += _counted(mentions)
    return Letter(_subject(news, kind, len(mentions)), "\n\n".join(said), "")


def first_word(watch: str) -> Letter:
    """Return what a place is told first, by which is seen that it can be told."""
    name = options.get("association") or "Porte-voix"
    about = (
        gettext("Ici arrivera ce que la veille « %(watch)s » attrape.", watch=watch)
        if watch
        else gettext("Ici arrivera ce qu’une veille attrape.")
    )
    return Letter(gettext("%(name)s dans la presse", name=_line(name)), about, "")


def question(watch: str, link: str) -> Letter:
    """Return the mail that asks somebody without an account whether they want any."""
    name = options.get("association") or "Porte-voix"
    subject = gettext("%(name)s dans la presse : recevoir ce qui en est dit ?", name=_line(name))
    said = [
        gettext("Bonjour,"),
        _offer(name, watch),
        gettext("Pour dire oui, ou pour ne plus rien recevoir :"),
        link,
        gettext("Sans réponse de votre part, rien d’autre ne vous sera envoyé."),
    ]
    page = fill(
        "alerts/_question.html",
        subject=subject,
        lang=languages.language(),
        said=said,
        link=link,
    )
    return Letter(subject, "\n\n".join(said) + "\n", str(page))


def _offer(name: str, watch: str) -> str:
    if not watch:
        return gettext("%(name)s vous propose un mail quand la presse en parle.", name=name)
    return gettext(
        "%(name)s vous propose un mail quand la presse en parle (veille « %(watch)s »).",
        name=name,
        watch=watch,
    )


def _link(each: Shown, outside: str) -> str:
    """Return where a mention is read: in the house, or, from outside, where it stands."""
    house = f"{settings.current().public_url}/mentions/{each.mention.id}"
    return (each.mention.url or "") if outside else house


def _foot_outside(link: str) -> str:
    return gettext(
        "Vous recevez ce mail parce que vous l’avez accepté. Pour ne plus rien recevoir : "
        "%(address)s",
        address=link,
    )


def _counted(mentions: Sequence[Shown]) -> list[str]:
    """Return how many mentions of sensitive watches there are, and nothing more of them."""
    count = sum(each.is_sensitive for each in mentions)
    if not count:
        return []
    return [
        ngettext(
            "%(num)d retombée d’une veille sensible, à lire dans l’outil.",
            "%(num)d retombées de veilles sensibles, à lire dans l’outil.",
            count,
        )
    ]


def _subject(news: Sequence[Shown], kind: str, count: int) -> str:
    if not count:
        return gettext("Récapitulatif : rien de nouveau")
    if kind == Kind.DIGEST or not news:
        return ngettext(
            "Récapitulatif : %(num)d retombée", "Récapitulatif : %(num)d retombées", count
        )
    title, outlet = _title(news[0]), news[0].mention.outlet
    if count == 1:
        return gettext("Retombée : %(title)s (%(outlet)s)", title=title, outlet=_line(outlet))
    return ngettext(
        "%(num)d retombée : %(title)s", "%(num)d retombées, dont : %(title)s", count, title=title
    )


def _title(each: Shown) -> str:
    title = _line(each.mention.title) or gettext("sans titre")
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _line(text: str) -> str:
    """Return a text on one line: a line break in it would be one in a subject."""
    return " ".join(text.split())


def _text(parts: Sequence[str], more: int, notes: Sequence[str], foot: str) -> str:
    said = [*parts]
    if more > 0:
        said.append(ngettext("Et %(num)d autre.", "Et %(num)d autres.", more))
    return "\n\n".join([*said, *notes]) + f"\n\n-- \n{foot}\n"


def _foot() -> str:
    return gettext(
        "Vous recevez ce mail parce qu’une veille doit vous prévenir. Pour changer cela : "
        "%(address)s",
        address=f"{settings.current().public_url}/alerts",
    )


def _told(each: Shown, link: str) -> str:
    mention = each.mention
    when = moment(mention.published or mention.seen_at, has_hour=mention.has_hour)
    where = f"{_line(mention.outlet)}, {when}"
    if mention.is_paid:
        where = f"{where} · {gettext('réservé aux abonnés')}"
    lines = [_line(mention.title) or gettext("Sans titre"), where]
    if each.sentence:
        lines.append("".join(text for text, _ in each.sentence))
    lines += [gettext("Veille « %(name)s »", name=caught.watch) for caught in each.caught]
    return "\n".join([*lines, link]).rstrip()
