"""Pages of the testimonies: for those who write; who keeps the contact is shown to few."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import clock, panels
from comms.core.db import db
from comms.core.languages import association_zone, gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.testimonies import forms, queries, service
from comms.testimonies.models import Testimony
from comms.testimonies.rules import Draft

bp = Blueprint("testimonies", __name__, url_prefix="/testimonies")


def _sees_all(testimony: Testimony, actor: Actor) -> bool:
    """Say whether a member may see who interpreted and who keeps the contact."""
    return actor.may(Right.APPROVE) or actor.id in (testimony.held_by, testimony.made_by)


@bp.get("")
@needs(Right.WRITE)
def overview() -> str:
    """Show the testimonies: alias, first words, what was agreed to."""
    return render_template(
        "testimonies/overview.html",
        testimonies=[(each, queries.agreed(each)) for each in queries.listed()],
        today=clock.today(association_zone()),
    )


@bp.get("/<int:testimony_id>")
@needs(Right.WRITE)
def show(testimony_id: int) -> str:
    """Show one testimony, what the person agreed to, where it is quoted."""
    testimony = get_or_404(Testimony, testimony_id)
    actor = current_member()
    return render_template(
        "testimonies/show.html",
        testimony=testimony,
        agreed=queries.agreed(testimony),
        interpreter=queries.told(testimony).interpreter,
        sees_all=_sees_all(testimony, actor),
        names=accounts.names(),
        today=clock.today(association_zone()),
        uses=list(panels.uses("testimony", testimony.key, actor)),
    )


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty testimony."""
    return _form(None, Draft(key="", held_by=current_member().id))


@bp.post("/new")
@needs(Right.WRITE)
def add() -> ResponseReturnValue:
    """Write a testimony down."""
    return _keep(None, lambda draft: service.add(draft, actor=current_member()))


@bp.get("/<int:testimony_id>/edit")
@needs(Right.WRITE)
def edit(testimony_id: int) -> ResponseReturnValue:
    """Show a testimony where words and agreement are changed; to those who see all of it."""
    testimony = get_or_404(Testimony, testimony_id)
    if not _sees_all(testimony, current_member()):
        return _not_ours(testimony)
    return _form(testimony, forms.shown(testimony))


@bp.post("/<int:testimony_id>/edit")
@needs(Right.WRITE)
def change(testimony_id: int) -> ResponseReturnValue:
    """Change the words or what was agreed to."""
    testimony = get_or_404(Testimony, testimony_id)
    if not _sees_all(testimony, current_member()):
        return _not_ours(testimony)

    def verb(draft: Draft) -> Testimony:
        service.change(testimony, draft, actor=current_member())
        return testimony

    return _keep(testimony, verb)


@bp.post("/<int:testimony_id>/withdraw")
@needs(Right.WRITE)
def withdraw(testimony_id: int) -> ResponseReturnValue:
    """Take the agreement back: anyone who writes may, a person's no does not wait."""
    testimony = get_or_404(Testimony, testimony_id)
    try:
        service.withdraw(testimony, actor=current_member())
        flash(
            gettext(
                "L’accord est retiré, la fiche est effacée, rien de prévu ne citera cette "
                "personne. Ses mots restent dans les textes qui la citent, jusqu’à ce qu’une "
                "personne qui valide les en retire : c’est à faire dans son Aujourd’hui."
            )
        )
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", testimony_id=testimony_id), 303)


def _not_ours(testimony: Testimony) -> ResponseReturnValue:
    flash(gettext("Qui garde le contact, ou une personne qui valide, peut le modifier."), "refusal")
    return redirect(url_for(".show", testimony_id=testimony.id), 303)


def _form(testimony: Testimony | None, draft: Draft, said: tuple[str, ...] = ()) -> str:
    return render_template(
        "testimonies/edit.html",
        testimony=testimony,
        draft=draft,
        members=list(accounts.names().items()),
        refusals=said,
    )


def _keep(testimony: Testimony | None, verb: Callable[[Draft], Testimony]) -> ResponseReturnValue:
    """Call a verb and go to the card; a refusal shows the form again as it was typed."""
    draft = forms.read(request.form)
    if testimony is not None:
        draft = Draft(**{**vars(draft), "key": testimony.key})
    try:
        kept = verb(draft)
    except Refused as refusal:
        db.session.rollback()
        return _form(testimony, draft, tuple(refusal.sentences())), 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".show", testimony_id=kept.id), 303)
