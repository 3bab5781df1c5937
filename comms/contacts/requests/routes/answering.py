"""Pages of what journalists ask: what waits, one request, who follows it, what is done again."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.book.queries.people import card_of
from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.requests import queries, service
from comms.contacts.requests.forms import REQUESTS, TERMS, read_request
from comms.contacts.requests.models import FollowUp, Request
from comms.contacts.requests.rules.kinds import RequestState
from comms.core import panels
from comms.core.db import db
from comms.core.languages import gettext, town
from comms.core.refusal import Refused
from comms.core.rights import Right
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
    reader_id = current_member().id
    return render_template(
        "contacts/requests.html",
        waiting=queries.open_ones(reader_id),
        closed=queries.closed_ones(reader_id),
        states=REQUESTS,
        terms=TERMS,
    )


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
        people=[(each, queries.ended(each)) for each in queries.spokespeople()],
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
