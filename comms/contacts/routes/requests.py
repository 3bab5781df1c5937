"""Pages of what journalists ask, of who answers, and of what is to be done again."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.forms import LANGUAGES, REQUESTS, TERMS, read_request, read_spokesperson
from comms.contacts.forms.reading import read_morning
from comms.contacts.models import FollowUp, Request, Spokesperson
from comms.contacts.queries import Card, card_of, requests
from comms.contacts.routes.blueprint import bp, visible
from comms.contacts.routes.cards import again
from comms.contacts.rules.kinds import RequestState
from comms.contacts.rules.requests import SpokespersonWords
from comms.contacts.service import requests as service
from comms.core import clock, panels, rows
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, gettext, moment, town
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs

ZONES = ("Europe/Paris", "Europe/London", "Europe/Brussels", "Europe/Berlin", "America/New_York")
ENDS = {
    "answered": RequestState.ANSWERED,
    "declined": RequestState.DECLINED,
    "lapsed": RequestState.LAPSED,
}


@bp.get("/requests")
@needs(Right.READ)
def all_requests() -> str:
    """Show what waits for an answer by deadline, then what was closed last."""
    member_id = current_member().id
    return render_template(
        "contacts/requests.html",
        waiting=requests.open_ones(member_id),
        closed=requests.closed_ones(member_id),
        states=REQUESTS,
        terms=TERMS,
    )


@bp.post("/<int:contact_id>/requests")
@needs(Right.KEEP_CONTACTS)
def ask(contact_id: int) -> ResponseReturnValue:
    """Write down what a journalist asks."""
    contact = visible(contact_id)
    try:
        made = service.ask(contact, read_request(request.form), actor=current_member())
    except Refused as refusal:
        return again(contact_id, refusal, typed_request=request.form)
    return redirect(url_for(".show_request", request_id=made.id), 303)


@bp.get("/requests/<int:request_id>")
@needs(Right.READ)
def show_request(request_id: int) -> str:
    """Show a request where it is answered."""
    return _request(get_or_404(Request, request_id), {})


def _request(asked: Request, typed: Mapping[str, str]) -> str:
    return render_template(
        "contacts/request.html",
        asked=asked,
        typed=typed or _written(asked),
        wrote=panels.written_by(asked.contact_id, current_member()),
        contact=visible(asked.contact_id),
        card=card_of(visible(asked.contact_id)),
        people=[(each, requests.ended(each)) for each in requests.spokespeople()],
        zones=[(each, town(each)) for each in dict.fromkeys((asked.zone, *ZONES))],
        names=accounts.names(),
        members=[(each.id, each.name) for each in accounts.active()],
        states=REQUESTS,
        terms=TERMS,
    )


def _written(asked: Request) -> dict[str, object]:
    local = asked.due_at.astimezone(ZoneInfo(asked.zone)) if asked.due_at else None
    return {
        "subject": asked.subject,
        "due": local.strftime("%Y-%m-%dT%H:%M") if local else "",
        "zone": asked.zone,
        "terms": asked.terms,
        "spokesperson": str(asked.spokesperson_id or ""),
        "said": asked.said,
        "result": asked.result,
    }


@bp.post("/requests/<int:request_id>")
@needs(Right.KEEP_CONTACTS)
def save_request(request_id: int) -> ResponseReturnValue:
    """Keep a request, or close it."""
    asked = get_or_404(Request, request_id)
    visible(asked.contact_id)
    then, member = request.form.get("then", ""), current_member()
    try:
        if then == "reopen":
            service.reopen(asked, actor=member)
        elif then in ENDS:
            service.close(asked, ENDS[then], read_request(request.form), actor=member)
        else:
            service.change(asked, read_request(request.form), actor=member)
        flash(gettext("C’est noté."))
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        return _request(get_or_404(Request, request_id), request.form), 422
    return redirect(url_for(".show_request", request_id=request_id), 303)


@bp.post("/requests/<int:request_id>/give")
@needs(Right.KEEP_CONTACTS)
def give_request(request_id: int) -> ResponseReturnValue:
    """Let another member follow a request."""
    asked = get_or_404(Request, request_id)
    visible(asked.contact_id)
    try:
        service.give(asked, request.form.get("member", 0, int), actor=current_member())
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_request", request_id=request_id), 303)


@bp.post("/<int:contact_id>/follow-ups")
@needs(Right.KEEP_CONTACTS)
def follow_up(contact_id: int) -> ResponseReturnValue:
    """Note what is to be done again."""
    try:
        due = read_morning(request.form, "due")
        service.follow_up(
            visible(contact_id), request.form.get("text", ""), due, actor=current_member()
        )
    except Refused as refusal:
        return again(contact_id, refusal, typed_again=request.form)
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/follow-ups/<int:follow_up_id>/done")
@needs(Right.KEEP_CONTACTS)
def finish(follow_up_id: int) -> ResponseReturnValue:
    """Note that it was done."""
    done = get_or_404(FollowUp, follow_up_id)
    visible(done.contact_id)
    service.finish(done, actor=current_member())
    if request.form.get("from") == "today":
        return redirect("/", 303)
    return redirect(url_for(".show", contact_id=done.contact_id), 303)


@bp.get("/spokespeople")
@needs(Right.READ)
def spokespeople() -> str:
    """Show who speaks for us, and what they agreed to."""
    return _spokespeople(SpokespersonWords())


def _spokespeople(words: SpokespersonWords) -> str:
    people = [(each, requests.ended(each)) for each in requests.spokespeople()]
    return render_template(
        "contacts/spokespeople.html", people=people, words=words, languages=LANGUAGES
    )


@bp.get("/spokespeople/<int:person_id>")
@needs(Right.READ)
def spokesperson(person_id: int) -> str:
    """Show one who speaks for us."""
    return _spokesperson(person_id, get_or_404(Spokesperson, person_id))


def _spokesperson(person_id: int, words: Spokesperson | SpokespersonWords) -> str:
    return render_template(
        "contacts/spokesperson.html", person_id=person_id, words=words, languages=LANGUAGES
    )


@bp.post("/spokespeople")
@needs(Right.KEEP_CONTACTS)
def keep_spokesperson() -> ResponseReturnValue:
    """Write down who speaks for us, or change it, or let them go."""
    said = request.form.get("id", "")
    known = get_or_404(Spokesperson, int(said)) if said.isdecimal() and len(said) < 10 else None
    try:
        if known and request.form.get("then") == "retire":
            service.retire(known, actor=current_member())
        else:
            words = read_spokesperson(request.form)
            service.keep_spokesperson(words, known, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        words = read_spokesperson(request.form)
        return _spokesperson(known.id, words) if known else _spokespeople(words), 422
    return redirect(url_for(".spokespeople"), 303)


def beside_campaign(campaign_id: int, actor: Actor) -> Markup:
    """Return who speaks for us in a campaign, and the form that says so."""
    people = [(each, requests.ended(each)) for each in requests.voices(campaign_id)]
    return fill(
        "contacts/_voices.html",
        campaign_id=campaign_id,
        people=people,
        all_people=requests.spokespeople(),
        languages=LANGUAGES,
        may_choose=actor.may(Right.KEEP_CONTACTS),
    )


@bp.post("/spokespeople/campaigns/<int:campaign_id>")
@needs(Right.KEEP_CONTACTS)
def choose_voices(campaign_id: int) -> ResponseReturnValue:
    """Say who speaks for us in a campaign."""
    campaign = panels.thing(f"campaign:{campaign_id}", current_member())
    if campaign is None:
        abort(404)
    chosen = rows.numbers(request.form.getlist("voice"))
    service.let_speak(campaign_id, chosen, actor=current_member())
    return redirect(campaign.url, 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Show the requests by deadline, and what this person has to do again."""
    if not actor.may(Right.READ):
        return
    waiting = requests.open_ones(actor.id)[:12]
    yield TodayCard(
        Place.DO, gettext("Demandes de presse"), tuple(_request_row(each) for each in waiting)
    )
    tonight = clock.now().astimezone(association_zone()).replace(hour=23, minute=59)
    due = requests.follow_ups_due(actor.id, tonight + timedelta(minutes=1))
    yield TodayCard(Place.DO, gettext("À relancer"), tuple(_follow_row(*each) for each in due))


def _request_row(asked: requests.Asked) -> TodayRow:
    due = asked.request.due_at
    return TodayRow(
        title=asked.request.subject,
        detail=" · ".join((asked.card.name, *asked.card.roles[:1])),
        url=url_for("contacts.show_request", request_id=asked.request.id),
        tag=moment(due) if due else gettext("sans délai"),
        tone=asked.tone,
    )


def _follow_row(noted: FollowUp, card: Card) -> TodayRow:
    return TodayRow(
        title=noted.text,
        detail=card.name,
        url=url_for("contacts.show", contact_id=card.id),
        answers=(
            Answer(
                gettext("Fait"),
                url_for("contacts.finish", follow_up_id=noted.id),
                fields=(("from", "today"),),
            ),
        ),
    )
