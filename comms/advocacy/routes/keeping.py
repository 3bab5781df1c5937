"""Pages where steps are listed, noted, answered, and followed by the next one."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.advocacy import forms, queries, service
from comms.advocacy.models import Step
from comms.advocacy.routes.blueprint import bp, readable, words
from comms.advocacy.rules import Standing
from comms.advocacy.service import Draft
from comms.campaigns.models import Campaign
from comms.contacts.book.queries.finding import people_like
from comms.core import clock, panels
from comms.core.db import db
from comms.core.languages import association_zone, day, gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.tasks import queries as tasks


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show what was asked, by when an answer is due; narrowed by campaign, institution, state."""
    wish, member = forms.read_wish(request.args), current_member()
    steps = queries.listed(wish, member.id)
    return render_template(
        "advocacy/overview.html",
        groups=[
            (each, [step for step in steps if step.standing is each])
            for each in Standing
            if any(step.standing is each for step in steps)
        ],
        tally=queries.count(steps),
        wish=wish,
        campaigns=queries.campaigns(),
        institutions=queries.institutions(),
        **words(member),
    )


@bp.get("/campaigns/<int:campaign_id>")
@needs(Right.READ)
def timeline(campaign_id: int) -> str:
    """Show what was asked in a campaign and what was obtained, day by day."""
    campaign, member = get_or_404(Campaign, campaign_id), current_member()
    steps = queries.of_campaign(campaign.id, member.id)
    return render_template(
        "advocacy/timeline.html",
        campaign=campaign,
        steps=steps,
        tally=queries.count(steps),
        **words(member),
    )


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty step; `contact`, `campaign` say whom and what it is for."""
    contact = request.args.get("contact", "")
    who = panels.thing(f"contact:{contact}", current_member())
    name = who.title if who else ""
    return _form(
        None,
        {
            "who": name,
            "was": name,
            "contact": contact if who else "",
            "campaign": request.args.get("campaign", ""),
            "owner": str(current_member().id),
            "on": clock.today(association_zone()).isoformat(),
        },
    )


def _form(step: Step | None, typed: Mapping[str, str], refusal: Refused | None = None) -> str:
    member = current_member()
    is_asked = refusal is not None
    return render_template(
        "advocacy/edit.html",
        step=step,
        typed=typed,
        refusals=refusal.sentences() if refusal else None,
        people=people_like(typed.get("who", ""), member.id) if is_asked else [],
        campaigns=queries.campaigns(),
        institutions=queries.institutions(),
        offered=queries.people_to_ask(member.id),
        members=[(each.id, each.name) for each in accounts.active()],
        **words(member),
    )


@bp.post("/new")
@needs(Right.WRITE)
def add() -> ResponseReturnValue:
    """Note a step."""
    return _keep(None, lambda draft: service.add(draft, actor=current_member()))


@bp.get("/<int:step_id>/edit")
@needs(Right.WRITE)
def edit(step_id: int) -> str:
    """Show a step where it is changed."""
    step = readable(step_id)
    return _form(step, forms.written(queries.shown([step])[0]))


@bp.post("/<int:step_id>/edit")
@needs(Right.WRITE)
def change(step_id: int) -> ResponseReturnValue:
    """Change a step."""
    step = readable(step_id)

    def verb(draft: Draft) -> Step:
        service.change(step, draft, actor=current_member())
        return step

    return _keep(step, verb)


def _keep(step: Step | None, verb: Callable[[Draft], Step]) -> ResponseReturnValue:
    """Call a verb and go to the step; a refusal shows the form again as it was typed."""
    try:
        kept = verb(forms.read(request.form))
    except Refused as refusal:
        db.session.rollback()
        return _form(step, request.form, refusal), 422
    flash(_read_back(kept))
    return redirect(url_for(".show", step_id=kept.id), 303)


def _read_back(step: Step) -> str:
    on = day(step.on_day, "EEEE d MMMM y")
    if step.due_on is None:
        return gettext("C’est noté, le %(day)s ; aucune réponse n’est attendue.", day=on)
    due = day(step.due_on, "EEEE d MMMM y")
    return gettext("C’est noté, le %(day)s ; réponse attendue le %(due)s.", day=on, due=due)


@bp.get("/<int:step_id>")
@needs(Right.READ)
def show(step_id: int) -> str:
    """Show a step: what was asked, what came of it, what is next."""
    return _page(readable(step_id))


def _page(step: Step, **typed: Any) -> str:
    member = current_member()
    return render_template(
        "advocacy/show.html",
        shown=queries.shown([step])[0],
        step=step,
        tasks=tasks.about(service.key_of(step)),
        members=[(each.id, each.name) for each in accounts.active()],
        me=member.id,
        **{"answered": None, "planned": None, **typed},
        **words(member),
    )


@bp.post("/<int:step_id>/answer")
@needs(Right.WRITE)
def answer(step_id: int) -> ResponseReturnValue:
    """Say what came of a step."""
    step = readable(step_id)
    try:
        service.answer(step, forms.read_answer(request.form), actor=current_member())
    except Refused as refusal:
        return _page(step, answered=request.form, refusals=refusal.sentences()), 422
    flash(_answer_read_back(step))
    return redirect(url_for(".show", step_id=step_id), 303)


def _answer_read_back(step: Step) -> str:
    if step.answered_on is None:
        return gettext("C’est noté : on attend encore.")
    on = day(step.answered_on, "EEEE d MMMM y")
    return gettext("C’est noté, au %(day)s.", day=on)


@bp.post("/<int:step_id>/next")
@needs(Right.WRITE)
def plan_next(step_id: int) -> ResponseReturnValue:
    """Make a task of what is to be done next."""
    step = readable(step_id)
    try:
        draft = forms.read_next(request.form, service.key_of(step))
        task = service.plan_next(step, draft, actor=current_member())
    except Refused as refusal:
        return _page(step, planned=request.form, refusals=refusal.sentences()), 422
    name = accounts.names()[task.owner_id or 0]
    flash(gettext("C’est une tâche, pour %(name)s.", name=name))
    return redirect(url_for(".show", step_id=step_id), 303)


@bp.post("/<int:step_id>/remove")
@needs(Right.WRITE)
def remove(step_id: int) -> ResponseReturnValue:
    """Take back a step that was noted by mistake."""
    service.remove(readable(step_id), actor=current_member())
    flash(gettext("La démarche est supprimée."))
    return redirect(url_for(".overview"), 303)
