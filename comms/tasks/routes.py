"""Pages of the tasks: mine, everybody's, and what stands beside what they are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import clock, panels
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, day, gettext, moment
from comms.core.panels import Answer, Place, Thing, TodayCard, TodayRow, Told
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.tasks import forms, queries, service
from comms.tasks.models import Task
from comms.tasks.rules import When, when

bp = Blueprint("tasks", __name__, url_prefix="/tasks")


@bp.get("")
@needs(Right.BELONG)
def overview() -> str:
    """Show what is to be done: one's own, or what everybody does."""
    is_all = request.args.get("who") == "all" and current_member().may(Right.READ)
    return _overview(request.args.get("thing", ""), is_all=is_all)


def _overview(thing: str, *, is_all: bool = False, **shown: Any) -> str:
    member = current_member()
    tasks = queries.open_ones(member.id) if is_all else queries.open_of(member.id)
    return render_template(
        "tasks/overview.html",
        groups=_by_day(tasks),
        things=panels.things((each.key for each in tasks), member),
        done=queries.done_since(queries.lately(clock.now()), member.id, is_all=is_all),
        is_all=is_all,
        thing=thing,
        about=panels.thing(thing, member),
        **{"typed": None, **shown},
        **_words(member),
    )


def _by_day(tasks: Sequence[Task]) -> list[tuple[object, When, list[Task]]]:
    today = clock.today(association_zone())
    groups: dict[When, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[when(task.due_on, today)].append(task)
    return [(forms.WHEN[each], each, groups[each]) for each in When if groups[each]]


def _words(member: Actor) -> dict[str, Any]:
    """Return what every list of tasks needs besides them."""
    return {
        "members": [(each.id, each.name) for each in accounts.active()],
        "names": accounts.names(),
        "may_add": member.may(Right.WRITE),
        "me": member.id,
    }


@bp.post("")
@needs(Right.WRITE)
def add() -> ResponseReturnValue:
    """Write a task down, and go back to where one was; what was typed stays when it cannot be."""
    thing = request.form.get("thing", "")
    if thing and panels.thing(thing, current_member()) is None:
        abort(404)
    try:
        task = service.add(forms.read(request.form), actor=current_member())
    except Refused as refusal:
        return _overview(thing, typed=request.form, refusals=refusal.sentences()), 422
    flash(_kept(task))
    return redirect(own_path(request.form.get("next") or url_for(".overview")), 303)


def _kept(task: Task) -> str:
    """Read back what was understood."""
    name = accounts.names()[task.owner_id or 0]
    if task.due_on is None:
        return gettext("C’est noté pour %(name)s, sans date.", name=name)
    return gettext(
        "C’est noté pour %(name)s, le %(day)s.", name=name, day=day(task.due_on, "EEEE d MMMM y")
    )


@bp.get("/<int:task_id>")
@needs(Right.WRITE)
def edit(task_id: int) -> str:
    """Show one task, to change it."""
    task = _read(task_id)
    return _editor(task, typed=None)


def _editor(task: Task, **shown: Any) -> str:
    member = current_member()
    about = panels.thing(task.key, member)
    return render_template("tasks/edit.html", task=task, about=about, **shown, **_words(member))


@bp.post("/<int:task_id>")
@needs(Right.WRITE)
def change(task_id: int) -> ResponseReturnValue:
    """Change one task; what was typed stays when it cannot be so."""
    task, member = _read(task_id), current_member()
    try:
        service.change(task, forms.read(request.form), actor=member)
    except Refused as refusal:
        return _editor(task, typed=request.form, refusals=refusal.sentences()), 422
    flash(_kept(task))
    return redirect(url_for(".overview"), 303)


@bp.post("/<int:task_id>/done")
@needs(Right.BELONG)
def finish(task_id: int) -> ResponseReturnValue:
    """Say that one is done."""
    task = _mine(task_id)
    service.finish(task, actor=current_member())
    return redirect(own_path(request.form.get("next") or url_for(".overview")), 303)


@bp.post("/<int:task_id>/again")
@needs(Right.BELONG)
def take_back(task_id: int) -> ResponseReturnValue:
    """Say that one is not done after all."""
    service.take_back(_mine(task_id), actor=current_member())
    return redirect(url_for(".overview"), 303)


def _read(task_id: int) -> Task:
    """Return a task this person may read; any other does not exist for them."""
    task = get_or_404(Task, task_id)
    if not queries.may_read(task, current_member().id):
        abort(404)
    return task


def _mine(task_id: int) -> Task:
    """Return a task this person may tick: their own, or any for who may write."""
    task, member = _read(task_id), current_member()
    if task.owner_id != member.id and not member.may(Right.WRITE):
        abort(403)
    return task


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return what this person has to do today, and what is late."""
    due = queries.due_to(actor.id, clock.today(association_zone()))
    yield TodayCard(Place.DO, gettext("À faire"), tuple(_rows(due, actor, {})))


def count(actor: Actor) -> int:
    """Return how many tasks of this person are late or for today."""
    return queries.count_due_to(actor.id, clock.today(association_zone()))


def of_campaign(campaign_id: int, actor: Actor) -> Iterator[TodayRow]:
    """Return what is to be done for a campaign."""
    yield from _rows(queries.about(f"campaign:{campaign_id}"), actor, accounts.names())


def _rows(tasks: Sequence[Task], actor: Actor, names: Mapping[int, str]) -> Iterator[TodayRow]:
    """Return tasks as rows; `names`: whose they are, where they are not all one's own."""
    things = panels.things((each.key for each in tasks), actor)
    for task in tasks:
        yield _row(task, things.get(task.key), names.get(task.owner_id or 0, ""))


def _row(task: Task, about: Thing | None, owner: str) -> TodayRow:
    nearness = when(task.due_on, clock.today(association_zone()))
    done = Answer(
        gettext("Fait"),
        url_for("tasks.finish", task_id=task.id),
        fields=(("next", request.path),),
    )
    return TodayRow(
        title=task.words,
        detail=" · ".join(filter(None, (owner, about.title if about else ""))),
        url=about.url if about else "",
        tag=str(forms.WHEN[nearness]) if nearness is When.LATE else "",
        tone="signal" if nearness is When.LATE else "",
        answers=(done,),
    )


def beside_piece(piece_id: int, actor: Actor) -> Markup | None:
    """Return the tasks about a piece, and where to write one down."""
    return _beside(f"piece:{piece_id}", actor)


def on_contact_card(contact_id: int, actor: Actor) -> Markup | None:
    """Return the tasks about a contact, and where to write one down."""
    return _beside(f"contact:{contact_id}", actor)


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what is to be done about a person, for the file she is given."""
    rows = tuple(_told(each) for each in queries.of_contact(contact_id))
    yield Told(gettext("Ce que nous avons à faire à votre sujet"), rows)


def _told(task: Task) -> tuple[tuple[str, str], ...]:
    rows = (
        (gettext("À faire"), task.words),
        (gettext("Pour le"), day(task.due_on) if task.due_on else ""),
        (gettext("Noté le"), moment(task.made_at, "d MMMM y, H:mm")),
        (gettext("Fait le"), moment(task.done_at, "d MMMM y, H:mm") if task.done_at else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def _beside(thing: str, actor: Actor) -> Markup | None:
    tasks = queries.about(thing)
    if not tasks and not actor.may(Right.WRITE):
        return None
    return fill("tasks/_beside.html", tasks=tasks, thing=thing, **_words(actor))
