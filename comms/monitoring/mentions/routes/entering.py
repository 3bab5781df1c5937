"""Entering a mention by hand: from a pasted link, whose page tells the rest, or without one."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts.rules.tries import Limit
from comms.accounts.service import tries
from comms.core import options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.monitoring.mentions.forms import MEDIA, Fields, as_typed, filled, read_by_hand
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import entering
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.rules.by_hand import ByHand, is_link
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.mentions.service import correcting, looking_up
from comms.monitoring.mentions.service.entering import enter

LOOK, LOOKS = (Limit(most, timedelta(seconds=20)) for most in (1, 2))  # a look takes fifteen


@bp.get("/new")
@needs(Right.KEEP_WATCH)
def new() -> str:
    """Show the form of a mention by hand."""
    return _form(ByHand("", ""))


@bp.post("/new")
@needs(Right.KEEP_WATCH)
def create() -> ResponseReturnValue:
    """Enter a mention by hand, or fill the form by what its link tells."""
    if request.form.get("do") == "fill" or _is_link_alone():
        return _filled()
    zone = options.get("zone")
    try:
        mention = enter(read_by_hand(request.form, zone), actor=current_member())
    except Refused as refusal:
        return _form(request.form, refusals=refusal.sentences()), 422
    flash(gettext("La retombée est enregistrée."))
    return redirect(url_for(".show", mention_id=mention.id), 303)


@bp.get("/<int:mention_id>/edit")
@needs(Right.KEEP_WATCH)
def edit(mention_id: int) -> str:
    """Show what was entered by hand, to put it right."""
    mention = _by_hand(mention_id)
    return _form(as_typed(mention, options.get("zone")), mention=mention)


@bp.post("/<int:mention_id>/edit")
@needs(Right.KEEP_WATCH)
def correct(mention_id: int) -> ResponseReturnValue:
    """Put right what was entered by hand."""
    mention = _by_hand(mention_id)
    try:
        given = read_by_hand(request.form, options.get("zone"))
        correcting.correct(mention, given, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        return _form(request.form, mention=mention, refusals=refusal.sentences()), 422
    flash(gettext("La retombée est corrigée."))
    return redirect(url_for(".show", mention_id=mention_id), 303)


def _by_hand(mention_id: int) -> Mention:
    mention = opened(mention_id)
    if not correcting.may_correct(mention):
        abort(404)
    return mention


def _is_link_alone() -> bool:
    """Say whether somebody pasted a link and pressed Enter: there is nothing to add yet."""
    words = {name: request.form.get(name, "").strip() for name in ("url", "title", "outlet")}
    return bool(words["url"]) and not words["title"] and not words["outlet"]


def _filled() -> ResponseReturnValue:
    url = request.form.get("url", "").strip()
    try:
        if not is_link(url):
            raise Refused(MentionWrong.NOT_A_LINK)
        if known := entering.known(url, current_member()):
            return _form(request.form, known=known)
        return _form(filled(request.form, _told(url), options.get("zone")))
    except Refused as refusal:
        db.session.rollback()
        return _form(request.form, refusals=refusal.sentences()), 422


def _told(url: str) -> entering.Told:
    """Return what a link tells: what we keep of it, else its page, asked once."""
    if entry_id := entering.article(url):
        return entering.told(entry_id)
    member_id = current_member().id
    db.session.rollback()  # looking may take seconds: nobody else waits for it
    taken = tries.take({f"links:{member_id}": LOOK, "links": LOOKS})
    try:
        head = looking_up.ask(url)
    finally:
        tries.give_back(taken)
        db.session.commit()
    return looking_up.told(head, url)


def _form(given: ByHand | Fields | dict[str, str], **shown: object) -> str:
    return render_template("mentions/new.html", given=given, media=MEDIA, **shown)
