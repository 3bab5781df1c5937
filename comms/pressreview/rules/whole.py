"""Which stories of a review are printed whole, and why the others are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.stories import Article, Story, Whole, Without
from comms.pressreview.rules.texts import LONGEST_ALL, Paragraph, bounded, length_of

Texts = Mapping[int, Sequence[Paragraph]]


def with_texts(stories: Iterable[Story], licence: Licence, held: Texts) -> list[Story]:
    """Return stories with the whole texts a licence covers, each once, as long as there is room.

    `held`: the paragraphs of the articles whose whole text is here, by number.
    """
    left, found = LONGEST_ALL, []
    for story in stories:
        made = _with_text(story, licence, held, left)
        if made.whole:
            left -= length_of(made.whole.paragraphs)
        found.append(made)
    return found


def _with_text(story: Story, licence: Licence, held: Texts, left: int) -> Story:
    covered = [each for each in story.articles if licence.covers(each.outlet, each.url)]
    if not covered:
        return replace(story, without=Without.NOT_COVERED)
    article = next((each for each in covered if each.entry in held), None)
    if article is None or article.entry is None:
        return replace(story, without=Without.NOT_HELD)
    paragraphs = tuple(held[article.entry])
    shown = bounded(paragraphs)
    if length_of(shown) > left:
        return replace(story, without=Without.NO_ROOM)
    return replace(story, whole=Whole(article, shown, is_cut=shown != paragraphs))


def printed(stories: Iterable[Story]) -> list[Article]:
    """Return the articles that are printed whole."""
    return [each.whole.article for each in stories if each.whole]
