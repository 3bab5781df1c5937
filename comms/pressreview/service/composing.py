"""Puts a press review on paper: stories, numbers, and what was not watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from comms.adapters import documents
from comms.adapters.documents import (
    Bars,
    Block,
    Heading,
    Items,
    Line,
    NotPrintable,
    Paper,
    Quote,
    Run,
    Table,
)
from comms.core import options
from comms.core.languages import association_zone, direction, gettext, language, moment, ngettext
from comms.core.refusal import Refused, say
from comms.monitoring.mentions.rules import Medium
from comms.monitoring.sources.queries import Health
from comms.pressreview import queries
from comms.pressreview.rules import Article, ReviewWrong, Story, by_day, by_outlet, every_day

DAY = "EEEE d MMMM"
FORMATS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class Contents:
    """What a review says; `silent` are the sources that could not be watched."""

    since: datetime
    until: datetime
    stories: Sequence[Story]
    intro: str = ""
    silent: Sequence[Health] = ()
    kept_back: int = 0  # mentions of sensitive watches: counted, not shown


def contents(
    since: datetime, until: datetime, intro: str = "", left_out: Sequence[int] = ()
) -> Contents:
    """Return what was kept of some days, without the stories left out."""
    chosen = [story for number, story in queries.stories(since, until) if number not in left_out]
    kept_back = queries.count_kept_back(since, until)
    return Contents(since, until, chosen, intro, queries.not_watched(), kept_back)


def write(form: str, review: Contents) -> bytes:
    """Return a review as a file of one of `FORMATS`.

    Raises:
        Refused: nothing was kept, or the typesetter refused it.
    """
    if not review.stories:
        raise Refused(ReviewWrong.NOTHING_KEPT)
    try:
        return documents.write(form, paper(review))
    except NotPrintable as error:
        raise Refused(ReviewWrong.NOT_PRINTABLE, why=str(error)[:200]) from error


def title(review: Contents) -> str:
    """Return the title of a review, which is the subject of its mail too."""
    return gettext("Revue de presse du %(day)s", day=moment(review.until, "d MMMM y"))


def paper(review: Contents) -> Paper:
    """Return a review as a document."""
    association = str(options.get("association"))
    return Paper(
        lang=language(),
        title=title(review),
        blocks=documents.in_order([*_head(review, association), *_body(review), *_foot(review)]),
        direction=direction(language()),
        publisher=association,
    )


def _head(review: Contents, association: str) -> Iterator[Block]:
    if association:
        yield Line((Run(association),), "kicker")
    yield Heading(1, (Run(title(review)),))
    first, last = (moment(each, "d MMMM") for each in (review.since, review.until))
    count = sum(len(story.articles) for story in review.stories)
    outlets = {each.outlet for story in review.stories for each in story.articles}
    said = (
        gettext("Du %(first)s au %(last)s", first=first, last=last),
        ngettext("%(num)d sujet", "%(num)d sujets", len(review.stories)),
        ngettext("%(num)d article", "%(num)d articles", count),
        ngettext("%(num)d média", "%(num)d médias", len(outlets)),
    )
    yield Line((Run(" · ".join(said)),), "dateline")
    for paragraph in filter(None, map(str.strip, review.intro.split("\n\n"))):
        yield Line((Run(paragraph),), "lead")


def _body(review: Contents) -> Iterator[Block]:
    for story in review.stories:
        yield Heading(2, (Run(_named(story.lead), link=story.lead.url),))
        yield Line((Run(_reference(story)),), "dateline")
        if story.quote:
            yield Quote((Line((Run(story.quote),)),))
        if story.copies:
            some = ", ".join(dict.fromkeys(each.outlet for each in story.copies))
            again = ngettext(
                "%(num)d reprise : %(outlets)s",
                "%(num)d reprises : %(outlets)s",
                len(story.copies),
                outlets=some,
            )
            yield Line((Run(again),))
        if story.note:
            yield Line((Run(gettext("Notre note"), bold=True), Run(f"\n{story.note}")))


def _named(article: Article) -> str:
    return article.title or gettext("Sans titre")


def _reference(story: Story) -> str:
    """Return an article as a bibliography names it: outlet, programme, authors, day."""
    lead = story.lead
    pattern = DAY if lead.medium == Medium.PRINT else f"{DAY}, H:mm"
    said = [lead.outlet, lead.programme, ", ".join(lead.authors), moment(lead.at, pattern)]
    if story.agency:
        said.append(gettext("dépêche %(agency)s", agency=story.agency))
    if story.tone:
        said.append(say_tone(story.tone))
    return " · ".join(filter(None, said))


def say_tone(tone: str) -> str:
    """Return how an article speaks of us, as a person said."""
    said = {
        "favourable": gettext("tonalité favorable"),
        "neutral": gettext("tonalité neutre"),
        "hostile": gettext("tonalité défavorable"),
    }
    return said.get(tone, "")


def _foot(review: Contents) -> Iterator[Block]:
    yield Heading(2, (Run(gettext("En chiffres")),))
    zone = association_zone()
    days = [
        (moment(datetime.combine(day, datetime.min.time(), zone), DAY), count)
        for day, count in by_day(review.stories, zone)
    ]
    first, last = (each.astimezone(zone).date() for each in (review.since, review.until))
    counts = every_day(review.stories, first, last, zone)
    yield Bars(tuple(counts), gettext("Articles par jour, du premier au dernier jour"))
    yield _table(gettext("Jour"), days)
    outlets = by_outlet(review.stories)
    shares = tuple(count for _, count in outlets)
    yield Bars(shares, gettext("Part de chaque média, dans l’ordre du tableau"), lie=True)
    yield _table(gettext("Média"), outlets)
    if review.kept_back:
        unsaid = ngettext(
            "%(num)d retombée d’une veille sensible n’est pas montrée.",
            "%(num)d retombées de veilles sensibles ne sont pas montrées.",
            review.kept_back,
        )
        yield Line((Run(unsaid),))
    yield Heading(2, (Run(gettext("Ce qui n’a pas été regardé")),))
    if review.silent:
        yield Items(tuple((Line((Run(_silent(each)),)),) for each in review.silent))
    else:
        yield Line((Run(gettext("Toutes les sources suivies ont répondu.")),))
    rights = gettext(
        "Titres, auteurs, citations brèves et liens ; les textes restent chez leurs éditeurs."
    )
    yield Line((Run(rights),), "foot")


def _table(column: str, rows: Sequence[tuple[str, int]]) -> Table:
    head = ((Run(column),), (Run(gettext("Articles")),))
    return Table((head, *(((Run(name),), (Run(str(count)),)) for name, count in rows)))


def _silent(health: Health) -> str:
    name = health.source.title or health.source.url
    if health.code is None:
        return gettext("%(name)s : en pause", name=name)
    return gettext("%(name)s : %(why)s", name=name, why=say(health.code, health.facts))
