"""Sorting mentions: keep, dismiss, put back; how one speaks of us, a note, the reason."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.text.typed import typed
from comms.core.web import current_member, flash_refusal, needs
from comms.monitoring.mentions.queries import listing
from comms.monitoring.mentions.routes.blueprint import bp, opened, opened_all
from comms.monitoring.mentions.routes.narrowing import Filter, back, read_ids
from comms.monitoring.mentions.rules.standing import MOST_AT_ONCE
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.mentions.service import sorting
from comms.monitoring.watches.forms import read_line


@bp.post("/sort")
@needs(Right.KEEP_WATCH)
def sort() -> ResponseReturnValue:
    """Keep mentions, dismiss them, or put them back; then show the next one."""
    chosen_by, picked = Filter.of(request.form), request.form.getlist("ids")
    ids, member = read_ids(picked), current_member()
    try:
        if not ids:
            raise Refused(MentionWrong.NONE_TICKED)
        if len(ids) > MOST_AT_ONCE:
            raise Refused(MentionWrong.TOO_MANY, most=MOST_AT_ONCE)
        which = chosen_by.wanted, chosen_by.watch
        following = listing.following(member, ids, *which, among=chosen_by.found())
        to = request.form.get("to", "")
        was = {sorting.sort(each, to, actor=member) for each in opened_all(ids)}
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".overview", **chosen_by.args()), 303)
    if request.form.get("back") == "today":
        return redirect(url_for("desk.today"), 303)
    more: dict[str, Any] = {"at": following or ids[0]}
    if len(was) == 1 and "undoes" not in request.form:
        more |= {"undo": ",".join(map(str, ids)), "was": was.pop(), "count": len(picked)}
    return redirect(url_for(".overview", **chosen_by.args(**more)), 303)


@bp.post("/<int:mention_id>/tone")
@needs(Right.KEEP_WATCH)
def tone(mention_id: int) -> ResponseReturnValue:
    """Say how a mention speaks of us."""
    mention = opened(mention_id)
    try:
        sorting.set_tone(mention, request.form.get("tone", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


@bp.post("/<int:mention_id>/note")
@needs(Right.KEEP_WATCH)
def note(mention_id: int) -> ResponseReturnValue:
    """Note something beside a mention."""
    mention = opened(mention_id)
    try:
        sorting.annotate(mention, typed(request.form.get("note", "")), actor=current_member())
        flash(gettext("La note est enregistrée."))
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


@bp.post("/<int:mention_id>/reason")
@needs(Right.KEEP_WATCH)
def reason(mention_id: int) -> ResponseReturnValue:
    """Say why a mention was kept or dismissed."""
    mention = opened(mention_id)
    sorting.give_reason(mention, read_line(request.form, "reason"), actor=current_member())
    flash(gettext("C’est noté."))
    return back(mention_id)
