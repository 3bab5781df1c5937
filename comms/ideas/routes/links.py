"""The links for those in the field: made for some days, shown once, ended at a word."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import clock, rows, settings
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.ideas import forms, queries, service
from comms.ideas.models import DropLink
from comms.ideas.routes.blueprint import bp
from comms.ideas.rules import standing


@bp.get("/links")
@needs(Right.WRITE)
def links() -> str:
    """Show the links, and what came by each."""
    return _links()


def _links(**shown: object) -> str:
    now = clock.now()
    return render_template(
        "ideas/links.html",
        links=[
            (each, count, standing(each.expires_at, each.closed_at, now))
            for each, count in queries.links()
        ],
        standings=forms.LINKS,
        names=accounts.names(),
        **{"typed": {}, **shown},
    )


@bp.post("/links")
@needs(Right.WRITE)
def open_link() -> ResponseReturnValue:
    """Make a link; its address is on this page and nowhere else."""
    name, days = request.form.get("name", ""), rows.number(request.form.get("days", ""))
    try:
        _, secret = service.open_link(name, days, actor=current_member())
    except Refused as refusal:
        return _links(typed=request.form, refusals=refusal.sentences()), 422
    return _links(address=settings.current().public_url + url_for(".drop", secret=secret))


@bp.post("/links/<int:link_id>/close")
@needs(Right.WRITE)
def close_link(link_id: int) -> ResponseReturnValue:
    """Let a link take nothing any more."""
    service.close(get_or_404(DropLink, link_id), actor=current_member())
    flash(gettext("Ce lien ne prend plus rien."))
    return redirect(url_for(".links"), 303)
