"""The members, as those who let others in see them."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from comms.accounts import queries
from comms.accounts.forms import COLLEGES, ROLES
from comms.accounts.models import Invitation, Member
from comms.accounts.routes.blueprint import bp
from comms.accounts.routes.browser import current_session
from comms.accounts.service import keeping, links
from comms.accounts.service import members as service
from comms.accounts.service.members import Newcomer
from comms.core import clock, settings
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right, Role
from comms.core.web import current_member, flash_refusal, get_or_404, needs


@bp.get("/settings/members")
@needs(Right.KEEP_MEMBERS)
def members() -> str:
    """Show who is here and who was invited."""
    return _overview(Newcomer("", "", Role.AUTHOR), [])


@bp.post("/settings/members")
@needs(Right.KEEP_MEMBERS)
def invite() -> ResponseReturnValue:
    """Invite somebody; the link is shown to whoever invites, and sent where mail is set up."""
    typed = request.form
    who = Newcomer(
        typed.get("email", ""),
        typed.get("name", ""),
        typed.get("role", ""),
        typed.get("college") or None,
    )
    try:
        _show_link(links.invite(who, actor=current_member()), who.name, "join")
    except Refused as refusal:
        return _overview(who, refusal.sentences()), 422
    return redirect(url_for(".members"), 303)


@bp.get("/settings/members/<int:member_id>")
@needs(Right.KEEP_MEMBERS)
def member(member_id: int) -> str:
    """Show one member and what can be changed."""
    return render_template(
        "accounts/member.html", one=_open(member_id), roles=ROLES, colleges=COLLEGES
    )


@bp.post("/settings/members/<int:member_id>/role")
@needs(Right.KEEP_MEMBERS)
def change_role(member_id: int) -> Response:
    """Give a member another role or college."""
    one, typed = _open(member_id), request.form
    role, college = typed.get("role", ""), typed.get("college") or None
    said = gettext("Rôle enregistré. S’il a changé, ses sessions sont terminées.")
    return _change(
        one, lambda: service.change_role(one, role, college, actor=current_member()), said
    )


@bp.post("/settings/members/<int:member_id>/link")
@needs(Right.KEEP_MEMBERS)
def make_link(member_id: int) -> Response:
    """Make a link with which a member chooses a new pass-phrase."""
    one = _open(member_id)
    _show_link(links.make_reset(one, actor=current_member()), one.name, "reset")
    return redirect(url_for(".members"), 303)


@bp.post("/settings/members/<int:member_id>/factor")
@needs(Right.KEEP_MEMBERS)
def reset_factor(member_id: int) -> Response:
    """Take a member's second factor away."""
    one = _open(member_id)
    said = gettext("Second facteur réinitialisé. La personne en choisit un autre en entrant.")
    return _change(one, lambda: service.reset_factor(one, actor=current_member()), said)


@bp.post("/settings/invitations/<int:invitation_id>/withdraw")
@needs(Right.KEEP_MEMBERS)
def withdraw(invitation_id: int) -> Response:
    """Withdraw an invitation."""
    links.withdraw(get_or_404(Invitation, invitation_id), actor=current_member())
    return redirect(url_for(".members"), 303)


@bp.post("/settings/members/noted")
@needs(Right.KEEP_MEMBERS)
def note_link() -> Response:
    """Forget the link that was shown."""
    keeping.drop(current_session(), keeping.LINK)
    return redirect(url_for(".members"), 303)


def _overview(who: Newcomer, refusals: list[str]) -> str:
    return render_template(
        "accounts/members.html",
        members=queries.active(),
        left=queries.closed(),
        invitations=queries.open_invitations(clock.now()),
        made=keeping.kept(current_session()).get(keeping.LINK),
        has_mail=settings.current().smtp is not None,
        who=who,
        roles=ROLES,
        colleges=COLLEGES,
        refusals=refusals,
    )


def _open(member_id: int) -> Member:
    """Return a member whose account is open, or answer that there is none."""
    found = get_or_404(Member, member_id)
    if found.closed_at is not None:
        abort(404)
    return found


def _show_link(link: str, name: str, kind: str) -> None:
    keeping.keep(current_session(), **{keeping.LINK: {"link": link, "name": name, "kind": kind}})


def _change(one: Member, verb: Callable[[], Any], said: str) -> Response:
    """Do one thing to a member and say so."""
    try:
        verb()
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".member", member_id=one.id), 303)
    return redirect(url_for(".members"), 303)
