"""Who wrote a mention and which release it takes up: proposed, never forced; refusals are kept."""

from collections.abc import Iterator

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import may_see
from comms.core import rows
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, moment, ngettext, number
from comms.core.panels import Place, Thing, TodayCard, TodayRow, Told
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.mentions.queries import campaigns
from comms.monitoring.mentions.queries import linking as queries
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.reading import back
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.service import linking
from comms.pieces.models import Piece


@bp.post("/<int:mention_id>/people")
@needs(Right.KEEP_WATCH)
def decide_person(mention_id: int) -> ResponseReturnValue:
    """Say that somebody in the book wrote a mention, or that it is somebody else."""
    mention, member = opened(mention_id), current_member()
    contact, name = _contact(member), request.form.get("name", "")
    if name not in people_of(mention.authors):
        abort(400)
    if "not" in request.form:
        linking.part_person(mention, contact, name, actor=member)
        flash(gettext("C’est noté : cette personne ne sera plus proposée pour cette signature."))
    else:
        linking.join_person(mention, contact, name, actor=member)
        flash(gettext("C’est noté, pour les prochains articles signés ainsi dans ce média aussi."))
    return back(mention_id)


def _contact(actor: Actor) -> Contact:
    contact = get_or_404(Contact, request.form.get("contact", -1, type=int))
    if not may_see(contact, actor):
        abort(404)
    return contact


@bp.post("/<int:mention_id>/releases")
@needs(Right.KEEP_WATCH)
def decide_release(mention_id: int) -> ResponseReturnValue:
    """Say that a mention takes up a release, or that it does not."""
    mention, member = opened(mention_id), current_member()
    piece = get_or_404(Piece, request.form.get("piece", -1, type=int))
    verb = linking.part_piece if "not" in request.form else linking.join_piece
    verb(mention, piece, actor=member)
    flash(gettext("C’est noté."))
    return back(mention_id)


@bp.post("/<int:mention_id>/campaign")
@needs(Right.KEEP_WATCH)
def file_under(mention_id: int) -> ResponseReturnValue:
    """Say to which campaign a mention belongs, or no more."""
    try:
        linking.file_under(
            opened(mention_id), rows.number(request.form.get("campaign")), actor=current_member()
        )
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


def around_campaign(campaign_id: int, actor: Actor) -> Iterator[TodayCard]:
    """Return how often the press spoke of a campaign or its releases, and the last mentions."""
    count, last = campaigns.last(campaign_id, actor)
    rows = tuple(
        TodayRow(
            title=each.title or gettext("Sans titre"),
            detail=_standing(each),
            url=url_for("mentions.show", mention_id=each.id),
            lang=each.lang,
        )
        for each in last
    )
    yield TodayCard(Place.ASIDE, gettext("Retombées"), rows, aside=number(count))


def _standing(mention: Mention) -> str:
    said = [mention.outlet, moment(mention.published or mention.seen_at, "d MMMM y")]
    return " · ".join([*said, gettext("réservé aux abonnés")] if mention.is_paid else said)


def told(contact_id: int, actor: Actor) -> Iterator[Told]:
    """Return what a person wrote of us and we keep, for the file she is given.

    Of what a sensitive watch alone caught, who may not read it is told how much there is.
    """
    seen, hidden = queries.all_by_contact(contact_id, actor)
    rows = tuple(_told(each, link) for each, link in seen)
    said = ngettext(
        "Un article d’une veille réservée : demandez-le à l’administration de l’association.",
        "%(num)d articles d’une veille réservée : demandez-les à l’administration "
        "de l’association.",
        hidden,
    )
    more = ((("", said),),) if hidden else ()
    yield Told(gettext("Les articles que nous croyons de vous"), (*rows, *more))


def wrote(contact_id: int, actor: Actor) -> Iterator[Thing]:
    """Return the articles of a person that have an address, the last first."""
    for each in queries.by_contact(contact_id, actor, limit=12):
        if each.url:
            yield Thing(f"{each.title} ({each.outlet})", each.url, each.lang)


def _told(mention: Mention, link: MentionPerson) -> tuple[tuple[str, str], ...]:
    rows = (
        (gettext("Article"), mention.title),
        (gettext("Média"), mention.outlet),
        (gettext("Paru le"), moment(mention.published, "d MMMM y") if mention.published else ""),
        (gettext("Signature"), link.name),
        (gettext("Noté le"), moment(link.at, "d MMMM y")),
        (gettext("Nous savons que ce n’est pas vous"), gettext("oui") if link.is_refused else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def on_card(contact_id: int, actor: Actor) -> Markup | None:
    """Return what a person last wrote about us, for their card."""
    mentions = queries.by_contact(contact_id, actor) if actor.may(Right.READ) else ()
    if not mentions:
        return None
    rows = [(each, url_for("mentions.show", mention_id=each.id)) for each in mentions]
    return fill("mentions/_on_card.html", rows=rows)
