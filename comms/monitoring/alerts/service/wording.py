"""The words of an alert, in the language of who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from comms.core import languages, settings
from comms.core.filling import fill
from comms.core.languages import gettext, moment, ngettext
from comms.monitoring.alerts.rules import MOST_SHOWN, Kind
from comms.monitoring.mentions.queries.listing import Shown

LONGEST = 90  # characters of a title in a subject


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str
    html: str


def letter(mentions: Sequence[Shown], kind: str, name: str) -> Letter:
    """Return an alert about one mention or several; the last that arrived come first."""
    news = [*reversed(mentions)][:MOST_SHOWN]
    hello = gettext("Bonjour %(name)s,", name=name)
    more = len(mentions) - len(news)
    subject = _subject(news, kind, len(mentions))
    page = fill(
        "alerts/_mail.html",
        subject=subject,
        lang=languages.language(),
        hello=hello,
        news=news,
        more=more,
        house=settings.current().public_url,
        foot=_foot(),
    )
    return Letter(subject, _text(news, hello, more), str(page))


def _subject(news: Sequence[Shown], kind: str, count: int) -> str:
    if kind == Kind.DIGEST:
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


def _text(news: Sequence[Shown], hello: str, more: int) -> str:
    house = settings.current().public_url
    parts = [hello, *(_told(each, house) for each in news)]
    if more > 0:
        parts.append(ngettext("Et %(num)d autre.", "Et %(num)d autres.", more))
    return "\n\n".join(parts) + f"\n\n-- \n{_foot()}\n"


def _foot() -> str:
    return gettext(
        "Vous recevez ce mail parce qu’une veille doit vous prévenir. Pour changer cela : "
        "%(address)s",
        address=f"{settings.current().public_url}/watch",
    )


def _told(each: Shown, house: str) -> str:
    mention = each.mention
    when = moment(mention.published or mention.seen_at)
    lines = [_line(mention.title) or gettext("Sans titre"), f"{_line(mention.outlet)}, {when}"]
    if each.sentence:
        lines.append("".join(text for text, _ in each.sentence))
    lines += [gettext("Veille « %(name)s »", name=caught.watch) for caught in each.caught]
    return "\n".join([*lines, f"{house}/mentions/{mention.id}"])
