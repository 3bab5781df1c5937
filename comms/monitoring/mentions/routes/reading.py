"""Reading the mentions: those to sort with one of them whole, or one alone."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import panels, rows
from comms.core.languages import gettext
from comms.core.query import QueryRefused
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.monitoring.mentions.forms import (
    DONE,
    HOW,
    MEDIA,
    REASONS,
    STATES,
    TONES,
    USUAL_REASONS,
    WHENCE,
    Fields,
    said_alike,
    said_joined,
    said_newsroom,
    titled,
)
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import (
    campaigns,
    copies,
    listing,
    newsrooms,
    releases,
    signing,
    versions,
)
from comms.monitoring.mentions.queries.listing import PAGE, Among, Line
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.narrowing import ALL, Filter, read_ids
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.mentions.service.correcting import may_correct
from comms.monitoring.watches.queries import listing as watches
from comms.monitoring.watches.queries.reading import readable


@bp.get("")
@needs(Right.READ)
def overview() -> ResponseReturnValue:
    """Show the mentions to sort, or those a search finds, one of them whole."""
    chosen_by = Filter.of(request.args)
    try:
        return _page(chosen_by, chosen_by.found())
    except QueryRefused as refused:
        return _page(chosen_by, (), refused), 422


def _page(chosen_by: Filter, among: Among, refused: QueryRefused | None = None) -> str:
    member, before = current_member(), rows.number(request.args.get("before"))
    lines = listing.page(member, chosen_by.wanted, chosen_by.watch, before, among=among)
    at = _chosen(lines, rows.number(request.args.get("at")))
    return render_template(
        "mentions/overview.html",
        rows=lines,
        chosen=at,
        filter=chosen_by,
        counts=listing.counts(member, chosen_by.watch, among=among),
        refused=refused,
        flagged=panels.flagged([each for line in lines for each in line.ids]),
        # How many a search finds would tell what a closed watch caught.
        hidden=0 if chosen_by.words else listing.count_hidden(member, chosen_by.wanted),
        older=lines[-1].last if len(lines) == PAGE else None,
        undo=_undo(request.args),
        watches=[(each.id, each.name) for each in readable(watches.open_ones(), member)],
        states=STATES,
        **_words(),
        **(_joined(lines[at].lead.mention) if lines else {}),
    )


def _chosen(rows: list[Line], wanted: int | None) -> int:
    """Return the place in the list of the story shown whole."""
    return next((order for order, row in enumerate(rows) if wanted in row.ids), 0)


def _undo(fields: Fields) -> dict[str, Any] | None:
    """Return what was just done, so that it can be taken back."""
    ids, was = read_ids([fields.get("undo", "")]), fields.get("was", "")
    first = listing.seen(current_member(), ids[0]) if ids else None
    if first is None or was not in set(State):
        return None
    said = gettext(str(DONE[first.state]), title=titled(first))
    return {"ids": fields["undo"], "was": was, "said": said, "count": fields.get("count", type=int)}


@bp.get("/<int:mention_id>")
@needs(Right.READ)
def show(mention_id: int) -> str:
    """Show one mention."""
    line = listing.line(current_member(), opened(mention_id))
    joined = _joined(line.lead.mention)
    return render_template(
        "mentions/show.html", line=line, filter=Filter(ALL), **_words(), **joined
    )


def _joined(mention: Mention) -> dict[str, object]:
    """Return who wrote a mention and what it takes up, and what may be said of that."""
    return {
        "signed": signing.signed(mention, current_member()),
        "releases": releases.taken_up_by(mention.id),
        "release_choices": releases.choices(),
        "newsroom": newsrooms.of(mention),
        "said_newsroom": said_newsroom,
        "said_joined": said_joined,
        "said_alike": said_alike,
        "how": HOW,
        "reasons": REASONS,
        "usual_reasons": USUAL_REASONS,
        "may_correct": may_correct(mention),
        "opening": versions.opening(mention.entry_id),
        "revisions": versions.revisions(mention.entry_id),
        "campaign": campaigns.choices(mention.id),
        "whence": WHENCE,
        "names": accounts.names(),
        "private": copies.of(mention.id),
        "is_flagged": bool(panels.flagged([mention.id])),
        "parts": panels.mention_parts(mention.id, current_member()),
    }


def _words() -> dict[str, object]:
    return {"tones": TONES, "media": MEDIA}
