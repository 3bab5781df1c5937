"""Keeps a review as it was sent: short for good, with whole texts while a licence lets it."""

from datetime import timedelta

from comms.adapters import documents
from comms.adapters.documents import Paper
from comms.core import clock
from comms.core.rights import Actor
from comms.pressreview.models import Review
from comms.pressreview.queries import licensing, mails
from comms.pressreview.rules.licence import Licence, still_covers
from comms.pressreview.rules.whole import printed
from comms.pressreview.service import composing
from comms.pressreview.service.contents import Contents

LATE = timedelta(days=30)  # a contract that goes on is often declared after the old one's end


def fix(review: Review, whole: Contents, *, actor: Actor) -> None:
    """Write down what a review says, as its readers get it; with whole texts apart, if it has any.

    `whole`: what it says now, under the licence that holds now.

    Raises:
        Refused: nothing was kept.
    """
    short = composing.lay_out(composing.shortly(whole))
    review.subject = short.title
    review.paper = documents.packed(short)
    review.page, review.text = _page_and_text(short)
    articles = printed(whole.stories)
    if articles:
        long = composing.lay_out(whole)
        review.whole_paper = documents.packed(long)
        review.whole_page, review.whole_text = _page_and_text(long)
        review.printed = [[each.outlet, each.url, each.title] for each in articles]
    review.sent_by, review.sent_at = actor.id, clock.now()


def _page_and_text(paper: Paper) -> tuple[str, str]:
    return composing.put("mail", paper).decode(), composing.put("txt", paper).decode()


def file_of(review: Review, form: str, *, short: bool = False) -> bytes | None:
    """Return a review as it was sent, as a file; None when it was not.

    With whole texts as long as the licence covers them; `short`: without.

    Raises:
        Refused: the typesetter refused it.
    """
    whole = not short and licence_of(review) is not None
    page, text, paper = review.page, review.text, review.paper
    if whole:
        page, text, paper = review.whole_page, review.whole_text, review.whole_paper
    if said := {"html": page, "txt": text}.get(form):
        return said.encode()
    return composing.put(form, documents.unpacked(paper)) if paper else None


def licence_of(review: Review) -> Licence | None:
    """Return the licence that lets the texts a review was sent with be read now, or None."""
    licence = licensing.valid() if review.whole_page else None
    covers = licence and still_covers(
        licence, [(outlet, url) for outlet, url, *_ in review.printed]
    )
    return licence if covers else None


def forget_texts() -> int:
    """Empty what was sent with whole texts once its licence is over; return how many reviews.

    A job's verb.
    """
    licence = licensing.declared()
    if licence and licence.holds_on(licensing.today() - LATE):
        return 0
    kept = mails.holding_texts()
    for review in kept:
        review.whole_page = review.whole_text = ""
        review.whole_paper = {}
    return len(kept)
