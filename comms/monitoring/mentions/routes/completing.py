"""Articles for subscribers: say that one is, and add what somebody who subscribes read of it."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.mentions.forms import read_completed
from comms.monitoring.mentions.models import MentionPassage
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.copies import sent_file
from comms.monitoring.mentions.routes.narrowing import back
from comms.monitoring.mentions.service import completing


@bp.post("/<int:mention_id>/access")
@needs(Right.KEEP_WATCH)
def access(mention_id: int) -> ResponseReturnValue:
    """Say that an article is for subscribers, or that everybody may read it."""
    is_paid = request.form.get("paid") == "1"
    completing.say_paid(opened(mention_id), is_paid=is_paid, actor=current_member())
    flash(gettext("C’est noté."))
    return back(mention_id)


@bp.post("/<int:mention_id>/complete")
@needs(Right.KEEP_WATCH)
def complete(mention_id: int) -> ResponseReturnValue:
    """Add what somebody who subscribes read."""
    mention = opened(mention_id)
    try:
        given = read_completed(request.form, *sent_file())
        completing.complete(mention, given, actor=current_member())
        flash(gettext("C’est ajouté, à côté de ce que le flux donnait."))
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


@bp.post("/passages/<int:passage_id>/delete")
@needs(Right.KEEP_WATCH)
def delete_passage(passage_id: int) -> ResponseReturnValue:
    """Take a passage away, for good."""
    passage = get_or_404(MentionPassage, passage_id)
    mention = opened(passage.mention_id)
    completing.take_away(passage, actor=current_member())
    flash(gettext("Le passage est effacé."))
    return back(mention.id)
