"""Pages of newsrooms, partner associations and institutions."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.forms.outlets import DAYS, MEDIA, read_duty, read_outlet
from comms.contacts.book.models import Contact, Duty, Outlet
from comms.contacts.book.queries import outlets, people
from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.book.rules.addresses import read_handles
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import OutletWords
from comms.contacts.book.service import outlets as service
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs


@bp.get("/outlets")
@needs(Right.READ)
def all_outlets() -> str:
    """Show the newsrooms by name, those of one kind when asked."""
    return _all_outlets({})


def _all_outlets(typed: Mapping[str, str]) -> str:
    words, kind = request.args.get("q", "")[:200], request.args.get("medium")
    medium = kind if kind in set(Medium) else None
    return render_template(
        "contacts/outlets.html",
        typed=typed,
        lines=outlets.overview(words, medium),
        kinds=outlets.kinds(),
        media=MEDIA,
        words=words,
        medium=medium,
    )


@bp.post("/outlets")
@needs(Right.KEEP_CONTACTS)
def open_outlet() -> ResponseReturnValue:
    """Write a newsroom down."""
    try:
        made = service.open_outlet(read_outlet(request.form), actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        return _all_outlets(request.form), 422
    return redirect(url_for(".show_outlet", outlet_id=made.id), 303)


@bp.get("/outlets/<int:outlet_id>")
@needs(Right.READ)
def show_outlet(outlet_id: int) -> str:
    """Show a newsroom: the number that answers now, who works there, what it is."""
    outlet = get_or_404(Outlet, outlet_id)
    return _page(outlet, _words_of(outlet))


def _words_of(outlet: Outlet) -> OutletWords:
    parent = db.session.get(Outlet, outlet.parent_id) if outlet.parent_id else None
    return OutletWords(
        outlet.name,
        Medium(outlet.medium),
        outlet.rhythm,
        outlet.territory,
        outlet.deadline,
        outlet.site,
        outlet.domain,
        outlet.handles,
        parent.name if parent else "",
    )


def _page(
    outlet: Outlet,
    words: OutletWords,
    refusals: tuple[str, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> str:
    parent = db.session.get(Outlet, outlet.parent_id) if outlet.parent_id else None
    return render_template(
        "contacts/outlet.html",
        outlet=outlet,
        written=words,
        parent=parent,
        refusals=refusals,
        typed=typed or {},
        typed_days=request.form.getlist("days") if typed else "12345",
        on_duty=outlets.on_duty([outlet, *([parent] if parent else [])]),
        people=outlets.people(outlet.id, current_member().id),
        editions=outlets.editions(outlet.id),
        handles=read_handles(outlet.handles),
        signer=_signer(outlet),
        media=MEDIA,
        days=DAYS,
        names=people.outlet_names(),
    )


@bp.post("/outlets/<int:outlet_id>")
@needs(Right.KEEP_CONTACTS)
def save_outlet(outlet_id: int) -> ResponseReturnValue:
    """Keep what was changed of a newsroom."""
    outlet, words = get_or_404(Outlet, outlet_id), read_outlet(request.form)
    try:
        service.change_outlet(outlet, words, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        said = tuple(refusal.sentences())
        return _page(get_or_404(Outlet, outlet_id), words, said), 422
    return redirect(url_for(".show_outlet", outlet_id=outlet_id), 303)


def _signer(outlet: Outlet) -> people.Card | None:
    contact = db.session.get(Contact, outlet.signer_id) if outlet.signer_id else None
    is_seen = contact is not None and people.may_see(contact, current_member())
    return people.card_of(contact) if contact and is_seen else None


@bp.post("/outlets/<int:outlet_id>/signer")
@needs(Right.KEEP_CONTACTS)
def name_signer(outlet_id: int) -> ResponseReturnValue:
    """Say who answers for a partner about joint statements."""
    outlet, said = get_or_404(Outlet, outlet_id), request.form.get("signer", "")
    contact = visible(int(said)) if said.isdecimal() and len(said) < 10 else None
    service.let_sign(outlet, contact, actor=current_member())
    return redirect(url_for(".show_outlet", outlet_id=outlet_id), 303)


@bp.post("/outlets/<int:outlet_id>/duties")
@needs(Right.KEEP_CONTACTS)
def put_on_duty(outlet_id: int) -> ResponseReturnValue:
    """Write down a desk that answers at some hours."""
    outlet = get_or_404(Outlet, outlet_id)
    try:
        service.put_on_duty(outlet, read_duty(request.form), actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        outlet = get_or_404(Outlet, outlet_id)
        return _page(outlet, _words_of(outlet), typed=request.form), 422
    return redirect(url_for(".show_outlet", outlet_id=outlet_id), 303)


@bp.post("/outlets/duties/<int:duty_id>/end")
@needs(Right.KEEP_CONTACTS)
def end_duty(duty_id: int) -> ResponseReturnValue:
    """Take a desk off a newsroom."""
    duty = get_or_404(Duty, duty_id)
    outlet_id = duty.outlet_id
    service.end_duty(duty, actor=current_member())
    return redirect(url_for(".show_outlet", outlet_id=outlet_id), 303)
