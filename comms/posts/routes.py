"""Pages of a post: begin it, write it beside its previews, save it as it is typed."""

from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from comms.channels import queries as channels
from comms.channels.models import Channel
from comms.channels.rules.counting import LIMITS, Count, count, network_name
from comms.core import options
from comms.core.db import db
from comms.core.filling import fill
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, needs, only_shows
from comms.media import queries as media
from comms.media import service as pictures
from comms.media.forms import LOOKS
from comms.media.models import Asset
from comms.pieces.forms import read_numbers
from comms.pieces.models import Piece
from comms.pieces.routes import (
    around,
    as_typed,
    begin_or_say,
    is_script,
    offered,
    piece_or_404,
    refuse_empty,
    save_or_say,
)
from comms.pieces.rules.leaving import Content, Plan
from comms.pieces.rules.states import LOCKED
from comms.posts import service
from comms.posts.forms import (
    FORMAT_NAMES,
    MOST_VARIANTS,
    read_look,
    read_words,
    rearranged,
    with_inserted,
)
from comms.posts.rules import (
    MOST_VISUALS,
    PostWords,
    groups,
    known_handles,
    templates,
    title_of,
)

bp = Blueprint("posts", __name__, url_prefix="/posts")


TO_CHOOSE_FROM = 24  # pictures the page offers; the others are in Médias
AMONG_PICTURES = ("remove", "sooner", "look")  # buttons of the page


@dataclass(frozen=True)
class Shown:
    """One text a channel gets, in one language, counted by its network's rule if it has one."""

    lang: str
    text: str
    count: Count | None


@dataclass(frozen=True)
class Preview:
    """A post as one channel shows it: its parts, then its other languages."""

    channel: Channel
    texts: tuple[Shown, ...]
    is_own: bool  # written for this network alone

    @property
    def worst(self) -> Count | None:
        """Return the count that is nearest to its limit."""
        known = [each.count for each in self.texts if each.count]
        return max(known, key=lambda each: each.count, default=None)


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty post, or one that begins with a template."""
    wish = request.args.get("template", "")
    words = service.from_template(int(wish) if wish.isdecimal() and len(wish) < 4 else None)
    return render_template(
        "posts/edit.html", words=words, plan=Plan(), piece=None, previews=[], **_choices(words)
    )


@bp.post("/new")
@needs(Right.WRITE)
def create() -> ResponseReturnValue:
    """Write a new post down."""
    words = service.with_handles(read_words(request.form))
    has_files = any(each.filename for each in request.files.getlist("pictures"))
    is_empty = not (words.text + words.link).strip() and not words.visuals and not has_files
    answer = refuse_empty(is_empty, lambda said: _again(words, said)) or begin_or_say(
        lambda plan: service.begin(_with_pictures(words), plan, actor=current_member()),
        lambda said: _again(words, said),
    )
    return _to_pictures(answer)


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
        **_choices(words),
    )


@bp.post("/<int:piece_id>")
@needs(Right.WRITE)
def save(piece_id: int) -> ResponseReturnValue:
    """Save a post; the answer to a script is a line that says so."""
    piece = piece_or_404(service.KIND, piece_id)
    words = service.with_handles(read_words(request.form))
    is_open = piece.state not in LOCKED
    answer = save_or_say(
        piece,
        lambda plan: Content((_with_pictures(words) if is_open else words).plain(), plan),
        lambda said: _again(words, said, piece),
    )
    return _to_pictures(answer)


@bp.post("/preview")
@needs(Right.READ)
@only_shows
def preview() -> str:
    """Show a text as each channel will; nothing is kept."""
    words = service.with_records(service.with_handles(read_words(request.form)))
    chosen = read_numbers(request.form, "channels")
    return str(
        fill(
            "posts/_previews.html",
            words=words,
            previews=_previews(words, chosen),
            shown_assets=_used(words),
        )
    )


def _with_pictures(words: PostWords) -> PostWords:
    """Do what the buttons among the pictures ask; a script that saves as one types asks nothing.

    A picture that is refused says why; what was typed is saved all the same.
    """
    if is_script():
        return words
    if looked := read_look(request.form):
        asset = db.session.get(Asset, looked[0])
        if asset is not None:
            pictures.look(asset, looked[1], actor=current_member())
    inserted = with_inserted(rearranged(words, request.form), request.form)
    return _with_files(service.with_handles(inserted))


def _with_files(words: PostWords) -> PostWords:
    title = title_of(words.plain()) or gettext("Visuel")  # a file's name may name a person
    for sent in request.files.getlist("pictures"):
        if not sent.filename:
            continue
        if len(words.visuals) >= MOST_VISUALS:
            flash(gettext("Un post prend %(most)s visuels au plus.", most=MOST_VISUALS), "refusal")
            break
        try:
            made = pictures.add(sent.read(), title, actor=current_member())
        except Refused as refusal:
            for sentence in refusal.sentences():
                flash(sentence, "refusal")
            continue
        words = words.with_visual(made.id)
        flash(gettext("Métadonnées supprimées : lieu, appareil, date, vignette."))
    return words


def _to_pictures(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Come back to the pictures when a button among them was pressed."""
    pressed = request.form.get("then") == "pictures" or any(
        each in request.form for each in AMONG_PICTURES
    )
    if pressed and isinstance(answer, Response) and answer.location:
        answer.location += "#pictures"
    return answer


def _used(words: PostWords) -> dict[int, Asset]:
    return media.numbered(each.asset for each in words.visuals)


def _previews(words: PostWords, chosen: tuple[int, ...]) -> list[Preview]:
    return [_preview(words, each) for each in channels.named(chosen)]


def _preview(words: PostWords, channel: Channel) -> Preview:
    network = channel.network
    texts = tuple(
        Shown(lang, part, count(network, part, channel.most) if network else None)
        for lang in words.languages(network)
        for part in words.parts(network, lang)
    )
    is_own = bool(network) and any(each.network == network for each in words.variants)
    return Preview(channel, texts, is_own)


def _again(words: PostWords, said: list[str], piece: Piece | None = None) -> ResponseReturnValue:
    """Show what was typed with what is wrong, where it was typed."""
    shown = {**as_typed(piece, said), "words": words, "previews": [], **_choices(words)}
    return render_template("posts/edit.html", **shown), 422


def _choices(words: PostWords) -> dict[str, object]:
    used = _used(words)
    return {
        "channels": [(each.id, each.name) for each in channels.open_ones()],
        "slots": offered(),
        "zone": options.get("zone"),
        "shown_assets": used,
        "to_choose_from": [
            each for each in media.to_choose_from(TO_CHOOSE_FROM) if each.id not in used
        ],
        "looks": LOOKS,
        "formats": FORMAT_NAMES,
        "most_variants": MOST_VARIANTS,
        "networks": [("", gettext("tous les réseaux"))]
        + [(each, network_name(each)) for each in LIMITS],
        "known_names": list(known_handles(str(options.get("handles")))),
        "hashtag_groups": groups(str(options.get("hashtag_groups"))),
        "templates": [name for name, _text in templates(str(options.get("post_templates")))],
    }
