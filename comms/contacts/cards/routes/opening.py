"""The page the book opens with, and how those in it are named elsewhere: in `/`, by other rooms."""

from collections.abc import Collection, Iterator

from flask import render_template, request, url_for

from comms.contacts.book.queries import finding, people
from comms.contacts.book.routes.blueprint import bp, sought
from comms.contacts.book.rules.addresses import shown_phone
from comms.contacts.files.queries import imports
from comms.contacts.lists import queries as lists
from comms.contacts.requests import queries as requests
from comms.core.filling import fill
from comms.core.languages import gettext
from comms.core.panels import Found, Thing
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs

MOST_PAGES = 10_000
MOST, MOST_TYPED = 30, 20  # people shown; as one types, what fits two screens


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the search, who was touched last, the lists; `part=1` answers with the hits alone."""
    words = sought()
    is_typing = bool(request.args.get("part"))
    most = MOST_TYPED if is_typing else MOST
    hits = finding.search(words, most, reader_id=current_member().id) if words else []
    if is_typing:
        # Filled in and not rendered: a page knows what stands around it, these lines need not.
        return fill("contacts/_hits.html", words=words, hits=hits, member=current_member())
    return render_template(
        "contacts/overview.html",
        words=words,
        hits=hits,
        recent=people.recent(current_member().id),
        count=people.count(),
        lists=lists.overview(),
        waiting=imports.count_waiting(current_member().id),
        open_requests=len(requests.open_ones(current_member().id)),
    )


@bp.get("/all")
@needs(Right.READ)
def everyone() -> str:
    """Show the whole book in the order of surnames, a hundred a page."""
    page = max(1, request.args.get("page", 1, type=int))
    return render_template(
        "contacts/everyone.html",
        cards=people.by_name(current_member().id, min(page, MOST_PAGES)),
        page=page,
        count=people.count(),
    )


def found(query: str, limit: int) -> Iterator[Found]:
    """Return who a search finds, for `/`."""
    for hit in finding.search(query, limit):
        card = hit.card
        said = [*card.roles[:2], *map(shown_phone, card.phones[:1])]
        yield Found(
            kind=gettext("Contact"),
            title=card.name,
            url=url_for("contacts.show", contact_id=card.id),
            detail=" · ".join(said),
            score=hit.score / 100,
        )


def known(contact_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return contacts as other rooms name them; a discreet one to its confidants alone."""
    found = people.names_seen(contact_ids, actor.id) if actor.may(Right.READ) else {}
    return {
        each: Thing(name, url_for("contacts.show", contact_id=each)) for each, name in found.items()
    }
