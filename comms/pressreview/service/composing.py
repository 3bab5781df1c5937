"""Makes a press review: what it says, with the texts a licence covers or without, as a file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from comms.adapters import documents
from comms.adapters.documents import NotPrintable, Paper
from comms.core.refusal import Refused
from comms.monitoring.sources import queries as sources
from comms.pressreview.queries import licensing, stories, texts
from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.stories import Story
from comms.pressreview.rules.whole import with_texts
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import laying_out
from comms.pressreview.service.contents import Contents

FORMATS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


def contents(
    since: datetime,
    until: datetime,
    intro: str = "",
    left_out: Sequence[int] = (),
    licence: Licence | None = None,
) -> Contents:
    """Return what was kept of some days, without the stories left out.

    `licence`: whole texts are printed where it covers them; without one, none is.
    """
    chosen = [story for number, story in stories.stories(since, until) if number not in left_out]
    if licence:
        chosen = whole(chosen, licence)
    return Contents(
        since=since,
        until=until,
        stories=tuple(chosen),
        intro=intro,
        unread=tuple(sources.unread_between(since, until)),
        silent=tuple(stories.silent()),
        kept_back=stories.count_kept_back(since, until),
        licence=licence,
    )


def whole(some: Sequence[Story], licence: Licence) -> list[Story]:
    """Return stories with the whole texts that are held here and that a licence covers."""
    entries = {each.entry for story in some for each in story.articles if each.entry}
    return with_texts(some, licence, texts.held(entries))


def shortly(review: Contents) -> Contents:
    """Return a review without its whole texts: short quotations and links alone."""
    bare = (replace(each, whole=None, without=None) for each in review.stories)
    return replace(review, stories=tuple(bare), licence=None)


def licence_for_whole_texts() -> Licence:
    """Return the licence under which whole texts may be printed now.

    Raises:
        Refused: none was declared, or it has ended.
    """
    found = licensing.valid()
    if found is None:
        raise Refused(ReviewWrong.NO_LICENCE)
    return found


def write(form: str, review: Contents) -> bytes:
    """Return a review as a file of one of `FORMATS`.

    Raises:
        Refused: nothing was kept, or the typesetter refused it.
    """
    return put(form, lay_out(review))


def lay_out(review: Contents) -> Paper:
    """Return a review as a document.

    Raises:
        Refused: nothing was kept.
    """
    if not review.stories:
        raise Refused(ReviewWrong.NOTHING_KEPT)
    return laying_out.paper(review)


def put(form: str, paper: Paper) -> bytes:
    """Return a document as a file of one of `FORMATS`, or as the page of a mail (`mail`).

    Raises:
        Refused: the typesetter refused it.
    """
    try:
        return documents.write(form, paper)
    except NotPrintable as error:
        raise Refused(ReviewWrong.NOT_PRINTABLE, why=str(error)[:200]) from error
