"""Pages of a post: begin it, write it beside its previews, save it as it is typed."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from comms.channels import queries as channels
from comms.channels.models import Channel
from comms.channels.rules.counting import Count, count
from comms.core import options
from comms.core.filling import fill
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.media import queries as media
from comms.media.forms import LOOKS
from comms.pieces.forms import Fields
from comms.pieces.routes import around, begin_or_say, piece_or_404, save_or_say
from comms.pieces.rules.leaving import Content, Plan
from comms.posts import service
from comms.posts.forms import read_words
from comms.posts.rules import PostWords

bp = Blueprint("posts", __name__, url_prefix="/posts")


@dataclass(frozen=True)
class Preview:
    """A post as one channel shows it, counted by its network's rule when it has one."""

    channel: Channel
    count: Count | None


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty post."""
    return render_template(
        "posts/edit.html", words=PostWords(), plan=Plan(), piece=None, previews=[], **_choices()
    )


@bp.post("/new")
@needs(Right.WRITE)
def create() -> ResponseReturnValue:
    """Write a new post down."""
    words = read_words(request.form)
    return begin_or_say(
        lambda plan: service.begin(words, plan, actor=current_member()),
        lambda said: _again(words, said),
    )


@bp.get("/<int:piece_id>")
@needs(Right.READ)
def edit(piece_id: int) -> str:
    """Show a post where it is written, its previews beside it."""
    piece = piece_or_404(service.KIND, piece_id)
    shown = around(piece)
    words, plan = PostWords.of(shown["content"].words), shown["content"].plan
    return render_template(
        "posts/edit.html",
        words=words,
        plan=plan,
        previews=_previews(words, plan.channels),
        **shown,
        **_choices(),
    )


@bp.post("/<int:piece_id>")
@needs(Right.WRITE)
def save(piece_id: int) -> ResponseReturnValue:
    """Save a post; the answer to a script is a line that says so."""
    piece = piece_or_404(service.KIND, piece_id)
    words = read_words(request.form)
    return save_or_say(
        piece, lambda plan: Content(words.plain(), plan), lambda said: _again(words, said)
    )


@bp.post("/preview")
@needs(Right.READ)
def preview() -> str:
    """Show a text as each channel will; nothing is kept."""
    words = read_words(request.form)
    chosen = _chosen(request.form)
    return str(fill("posts/_previews.html", words=words, previews=_previews(words, chosen)))


def _chosen(fields: Fields) -> tuple[int, ...]:
    return tuple(int(each) for each in fields.getlist("channels") if each.isdecimal())


def _previews(words: PostWords, chosen: tuple[int, ...]) -> list[Preview]:
    return [
        Preview(each, count(each.network, words.whole) if each.network else None)
        for each in channels.named(chosen)
    ]


def _again(words: PostWords, said: list[str]) -> ResponseReturnValue:
    page = render_template(
        "posts/edit.html",
        words=words,
        plan=Plan(),
        piece=None,
        previews=[],
        refusals=said,
        **_choices(),
    )
    return page, 422


def _choices() -> dict[str, object]:
    return {
        "channels": [(each.id, each.name) for each in channels.open_ones()],
        "zone": options.get("zone"),
        "assets": media.overview(limit=40),
        "looks": LOOKS,
    }
