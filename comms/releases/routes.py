"""Pages of a release: begin it, write it beside its live page, save it as it is typed."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from comms.channels import queries as channels
from comms.contacts import queries as contacts
from comms.core import options
from comms.core.filling import fill
from comms.core.refusal import Refused, say
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.pieces.forms import read_plan
from comms.pieces.routes import around, begin_or_say, piece_or_404, save_or_say
from comms.pieces.rules.leaving import Content, Plan
from comms.releases import service
from comms.releases.forms import KIND_NAMES, read_words
from comms.releases.rules import ReleaseWords, unreadable

bp = Blueprint("releases", __name__, url_prefix="/releases")


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty release."""
    words = ReleaseWords(contacts=tuple(options.get("press_contact").splitlines()))
    return render_template("releases/edit.html", words=words, plan=Plan(), piece=None, **_choices())


@bp.post("/new")
@needs(Right.WRITE)
def create() -> ResponseReturnValue:
    """Write a new release down."""
    words = service.with_about(read_words(request.form))
    return begin_or_say(
        lambda plan: service.begin(words, plan, actor=current_member()),
        lambda said: _again(words, said),
    )


@bp.get("/<int:piece_id>")
@needs(Right.READ)
def edit(piece_id: int) -> str:
    """Show a release where it is written, its page beside it."""
    piece = piece_or_404(service.KIND, piece_id)
    shown = around(piece)
    words = ReleaseWords.of(shown["content"].words)
    return render_template(
        "releases/edit.html",
        words=words,
        plan=shown["content"].plan,
        **_live(words, shown["content"].plan),
        **shown,
        **_choices(),
    )


@bp.post("/<int:piece_id>")
@needs(Right.WRITE)
def save(piece_id: int) -> ResponseReturnValue:
    """Save a release; the answer to a script is a line that says so."""
    piece = piece_or_404(service.KIND, piece_id)
    words = service.with_about(read_words(request.form))
    return save_or_say(
        piece, lambda plan: Content(words.plain(), plan), lambda said: _again(words, said)
    )


@bp.post("/preview")
@needs(Right.READ)
def preview() -> str:
    """Show a text as its reader will see it; nothing is kept."""
    words = service.with_about(read_words(request.form))
    try:
        plan = read_plan(request.form, options.get("zone"))
    except Refused:
        plan = Plan()
    return str(fill("releases/_page.html", **_live(words, plan)))


def _live(words: ReleaseWords, plan: Plan) -> dict[str, object]:
    """Return the live page, or why the text cannot be shown."""
    wrong = [say(each) for each in unreadable(words.body)]
    return {"unreadable": wrong, "document": service.document(words, plan)}


def _again(words: ReleaseWords, said: list[str]) -> ResponseReturnValue:
    """Show what was typed with what is wrong."""
    page = render_template(
        "releases/edit.html", words=words, plan=Plan(), piece=None, refusals=said, **_choices()
    )
    return page, 422


def _choices() -> dict[str, object]:
    return {
        "kinds": KIND_NAMES,
        "lists": contacts.list_choices(),
        "channels": [(each.id, each.name) for each in channels.open_ones()],
        "zone": options.get("zone"),
    }
