"""Which newsroom of the book a mention comes from: another one, none, or as its site tells."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from comms.contacts.book.queries.people import outlet_names
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.monitoring.mentions.forms import titled
from comms.monitoring.mentions.queries import newsrooms
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.narrowing import Filter, back
from comms.monitoring.mentions.service import attributing


@bp.get("/<int:mention_id>/newsroom")
@needs(Right.KEEP_WATCH)
def choose_newsroom(mention_id: int) -> str:
    """Show the newsrooms of the book to choose from."""
    return _choose(mention_id, ())


def _choose(mention_id: int, refusals: list[str] | tuple[()]) -> str:
    mention = opened(mention_id)
    return render_template(
        "mentions/newsroom.html",
        mention=mention,
        titled=titled(mention),
        newsroom=newsrooms.of(mention),
        names=outlet_names(),
        here=Filter.of(request.values).args(),
        refusals=refusals,
        typed=request.form.get("name", ""),
    )


@bp.post("/<int:mention_id>/newsroom")
@needs(Right.KEEP_WATCH)
def attribute(mention_id: int) -> ResponseReturnValue:
    """Say which newsroom a mention comes from, that it is none, or let its site tell again."""
    mention, member = opened(mention_id), current_member()
    if "again" in request.form:
        attributing.take_back(mention, actor=member)
        flash(gettext("C’est noté : le site de l’article le dit de nouveau."))
    elif "not" in request.form:
        attributing.part(mention, actor=member)
        flash(gettext("C’est noté, pour les autres articles de ce site dans ce média aussi."))
    else:
        try:
            attributing.attribute(mention, request.form.get("name", ""), actor=member)
        except Refused as refusal:
            return _choose(mention_id, refusal.sentences()), 422
        flash(gettext("C’est noté, pour les autres articles de ce site dans ce média aussi."))
    return back(mention_id)
