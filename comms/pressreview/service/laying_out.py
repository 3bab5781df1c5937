"""Lays a press review out on paper: its head, its stories, what a licence lets it print whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from comms.adapters import documents, tongues
from comms.adapters.documents import Block, Heading, Items, Line, Paper, Quote, Run, Spoken, Totals
from comms.core import options
from comms.core.languages import (
    direction,
    direction_of,
    gettext,
    language,
    moment,
    ngettext,
    number,
)
from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.stories import Article, Story, Whole, Without, tongue
from comms.pressreview.rules.texts import Look, Paragraph
from comms.pressreview.service import charting, missing
from comms.pressreview.service.contents import Contents

UNKNOWN = "und"  # the tag of a language nobody can tell (BCP 47)
GAP = "\x00"  # where links stand in a sentence


def paper(review: Contents) -> Paper:
    """Return a review as a document."""
    association = str(options.get("association"))
    blocks = (*_head(review, association), *_body(review), *_foot(review))
    return Paper(
        lang=language(),
        title=title(review),
        blocks=documents.in_order(blocks),
        direction=direction(language()),
        publisher=association,
        is_numbered=True,
    )


def title(review: Contents) -> str:
    """Return the title of a review, which is the subject of its mail too."""
    return title_of(review.until)


def title_of(until: datetime) -> str:
    """Return the title of the review of the days up to an instant."""
    return gettext("Revue de presse du %(day)s", day=moment(until, "d MMMM y"))


def _head(review: Contents, association: str) -> Iterator[Block]:
    if association:
        yield Line((Run(association),), "kicker")
    yield Heading(1, (Run(title(review)),))
    first, last = (moment(each, "d MMMM y") for each in (review.since, review.until))
    yield Line((Run(gettext("Du %(first)s au %(last)s", first=first, last=last)),), "dateline")
    for paragraph in filter(None, map(str.strip, review.intro.split("\n\n"))):
        yield Line((Run(paragraph),), "lead")
    yield _totals(review)


def _totals(review: Contents) -> Totals:
    stories = len(review.stories)
    outlets = [each.outlet for story in review.stories for each in story.articles]
    articles, different = len(outlets), len(set(outlets))
    counts = (
        (stories, ngettext("sujet", "sujets", stories)),
        (articles, ngettext("article", "articles", articles)),
        (different, ngettext("média", "médias", different)),
    )
    return Totals(tuple((number(count), what) for count, what in counts))


def _body(review: Contents) -> Iterator[Block]:
    for story in review.stories:
        heading = Heading(2, (Run(_named(story.lead), link=story.lead.url),))
        yield from _spoken(story.lang, story.lead.title, heading)
        yield Line((Run(_reference(story)),), "dateline")
        if story.whole:
            yield from _whole(story.whole, story)
        elif story.quote:
            quote = Quote((Line((Run(story.quote),)),))
            yield from _spoken(story.lang, story.quote, quote)
        if story.without:
            yield Line((Run(say_without(story.without), italic=True),), "dateline")
        if story.copies:
            yield Line(tuple(_copies(story)))
        if story.note:
            yield Line((Run(gettext("Notre note"), bold=True), Run(f"\n{story.note}")))


def _named(article: Article) -> str:
    return article.title or gettext("Sans titre")


def _reference(story: Story) -> str:
    """Return an article as a bibliography names it: outlet, programme, authors, day."""
    said = _source(story.lead)
    if story.agency:
        said.append(gettext("dépêche %(agency)s", agency=story.agency))
    if story.tone:
        said.append(say_tone(story.tone))
    return " · ".join(said)


def _source(article: Article) -> list[str]:
    day = moment(article.at, "EEEE d MMMM y, H:mm", has_hour=article.has_hour)
    named = (article.outlet, article.programme, ", ".join(article.authors), day)
    said = list(filter(None, named))
    return [*said, gettext("réservé aux abonnés")] if article.is_paid else said


def _copies(story: Story) -> Iterator[Run]:
    """Yield the copies of a story: each outlet once, its name leading to its first article."""
    outlets = {each.outlet: each for each in reversed(story.copies)}
    sentence = ngettext(
        "%(num)d reprise : %(outlets)s",
        "%(num)d reprises : %(outlets)s",
        len(story.copies),
        outlets=GAP,
    )
    before, _, after = sentence.partition(GAP)
    yield Run(before)
    for at, name in enumerate(dict.fromkeys(each.outlet for each in story.copies)):
        if at:
            yield Run(", ")
        yield Run(_outlet(outlets[name]), link=outlets[name].url)
    if after:
        yield Run(after)


def _outlet(copy: Article) -> str:
    if not copy.is_paid:
        return copy.outlet
    return gettext("%(outlet)s (réservé aux abonnés)", outlet=copy.outlet)


def _whole(whole: Whole, story: Story) -> Iterator[Block]:
    """Yield the text of an article, set apart and in its language; and whose, if a copy's."""
    if whole.article != story.lead:
        said = gettext("Texte paru dans : %(source)s", source=" · ".join(_source(whole.article)))
        yield Line((Run(said),), "dateline")
    words = " ".join(each.text for each in whole.paragraphs)
    yield from _spoken(whole.article.lang, words, Quote(tuple(_set(whole.paragraphs))))
    if whole.is_cut:
        rest = gettext("Le texte est plus long : la suite est chez son éditeur.")
        yield Line((Run(rest, italic=True, link=whole.article.url),), "dateline")


def _set(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """Yield the paragraphs of an article; those of one list or one quotation stand together."""
    for look, some in groupby(paragraphs, attrgetter("look")):
        lines = [Line((Run(each.text, bold=look is Look.HEADING),)) for each in some]
        if look is Look.ITEM:
            yield Items(tuple((each,) for each in lines))
        elif look is Look.QUOTE:
            yield Quote(tuple(lines))
        else:
            yield from lines


def _spoken(lang: str, words: str, block: Block) -> Iterator[Block]:
    """Yield a block in the language of its words, where it is not the review's.

    `lang`: what their feed declares, which holds for all that it shows.
    """
    said = _tongue(tongue(lang), words)
    if not said or said.split("-")[0] == language():
        yield block
    else:
        yield Spoken(said, direction_of(words) or direction(said), (block,))


def _tongue(said: str, words: str) -> str:
    """Return the language of some words: as it is said, unless their letters run another way."""
    way = direction_of(words)
    if not way or way == direction(said):
        return said
    found = tongues.detect(words) or UNKNOWN
    return found if way == direction(found) else UNKNOWN


def _foot(review: Contents) -> Iterator[Block]:
    yield Heading(2, (Run(gettext("En chiffres")),))
    yield from charting.charts(review)
    if review.kept_back:
        unsaid = ngettext(
            "%(num)d retombée d’une veille sensible n’est pas montrée.",
            "%(num)d retombées de veilles sensibles ne sont pas montrées.",
            review.kept_back,
        )
        yield Line((Run(unsaid),))
    yield Heading(2, (Run(gettext("Ce qui n’a pas été regardé")),))
    if said := missing.lines(review):
        yield Items(tuple((Line((Run(each),)),) for each in said))
    else:
        yield Line((Run(gettext("Toutes les sources suivies ont répondu.")),))
    yield Line((Run(_rights(review)),), "foot")


def _rights(review: Contents) -> str:
    if review.licence and any(each.whole for each in review.stories):
        return mention_of(review.licence)
    return gettext(
        "Titres, auteurs, citations brèves et liens ; les textes restent chez leurs éditeurs."
    )


def mention_of(licence: Licence) -> str:
    """Return what stands at the foot of a review that prints whole texts."""
    if licence.mention:
        return licence.mention
    return gettext(
        "Textes entiers reproduits sous licence (%(licence)s), pour les destinataires de cette "
        "revue seulement : toute autre copie ou diffusion demande une autorisation.",
        licence=name_of(licence),
    )


def name_of(licence: Licence) -> str:
    """Return a licence as it is named: with whom, under which number."""
    if not licence.number:
        return licence.grantor
    return gettext(
        "%(grantor)s, n°\u00a0%(number)s", grantor=licence.grantor, number=licence.number
    )


def say_without(why: Without) -> str:
    """Return why a story is quoted shortly among others printed whole."""
    said = {
        Without.NOT_COVERED: gettext("Citation brève : la licence ne couvre pas ce média."),
        Without.NOT_HELD: gettext("Citation brève : le texte entier n’est pas gardé ici."),
        Without.NO_ROOM: gettext("Citation brève : cette revue a déjà trop de textes entiers."),
    }
    return said[why]


def say_tone(tone: str) -> str:
    """Return how an article speaks of us, as a person said."""
    said = {
        "favourable": gettext("tonalité favorable"),
        "neutral": gettext("tonalité neutre"),
        "hostile": gettext("tonalité défavorable"),
    }
    return said.get(tone, "")
