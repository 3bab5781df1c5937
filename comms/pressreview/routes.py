"""Pages of the press review: prepare one, read it, take it away, send it."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import lost, rows
from comms.core.languages import gettext, ngettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pressreview import queries
from comms.pressreview.forms import WAYS
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.service import composing, sending

bp = Blueprint("pressreview", __name__, url_prefix="/press-review")
USUAL_DAYS = 7


@bp.get("")
@needs(Right.READ)
def overview() -> ResponseReturnValue:
    """Show what was kept of the last days, to choose from, and the reviews made before."""
    try:
        days = request.args.get("days", USUAL_DAYS, type=int)
        return _choose(days)
    except Refused as refusal:
        return _choose(USUAL_DAYS, refusals=refusal.sentences()), 422


def _choose(days: int, **shown: object) -> str:
    since, until = sending.period(days)
    return render_template(
        "pressreview/overview.html",
        days=days,
        stories=queries.stories(since, until),
        kept_back=queries.count_kept_back(since, until),
        unsorted=queries.count_unsorted(since, until),
        reviews=queries.reviews(),
        names=accounts.names(),
        **shown,
    )


@bp.post("")
@needs(Right.KEEP_WATCH)
def prepare() -> ResponseReturnValue:
    """Prepare a review of the stories that were chosen."""
    form = request.form
    kept = set(rows.numbers(form.getlist("stories")))
    shown = set(rows.numbers(form.getlist("shown")))
    try:
        days = form.get("days", USUAL_DAYS, type=int)
        left_out = sorted(shown - kept)
        review = sending.prepare(days, form.get("intro", ""), left_out, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".overview"), 303)
    return redirect(url_for(".show", review_id=review.id), 303)


@bp.get("/<int:review_id>")
@needs(Right.READ)
def show(review_id: int) -> str:
    """Show a review, its files and its readers."""
    review = get_or_404(Review, review_id)
    return render_template(
        "pressreview/show.html",
        review=review,
        contents=sending.contents_of(review),
        title=review.subject or composing.title(sending.contents_of(review)),
        mails=queries.mails(review.id),
        members=[(each.id, each.name) for each in accounts.active()],
        ways=WAYS,
        answers=lost.answers,
        say_tone=composing.say_tone,
    )


@bp.get("/<int:review_id>.<form>")
@needs(Right.READ)
def take(review_id: int, form: str) -> ResponseReturnValue:
    """Give a review as a file."""
    review = get_or_404(Review, review_id)
    if form not in composing.FORMATS:
        abort(404)
    made = sending.file_of(review, form)
    answer = Response(made, mimetype=composing.FORMATS[form])
    name = f"revue-de-presse-{review.until:%Y-%m-%d}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/<int:review_id>/send")
@needs(Right.SEND)
def send(review_id: int) -> ResponseReturnValue:
    """Send a review to members and partners."""
    review, form = get_or_404(Review, review_id), request.form
    members = rows.numbers(form.getlist("members"))
    try:
        count = sending.send(review, members, form.get("others", ""), actor=current_member())
        flash(ngettext("%(num)d envoi est en route.", "%(num)d envois sont en route.", count))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", review_id=review_id), 303)


@bp.post("/mails/<int:mail_id>/resolve")
@needs(Right.SEND)
def resolve(mail_id: int) -> ResponseReturnValue:
    """Decide what became of a mail that asks a person."""
    mail = get_or_404(ReviewMail, mail_id)
    review_id = mail.review_id
    try:
        sending.resolve(mail, request.form.get("answer", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", review_id=review_id), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the mails that ask a person, for who may decide."""
    if not actor.may(Right.SEND):
        return
    rows = tuple(map(_row, queries.troubled()))
    yield TodayCard(Place.DECIDE, gettext("Revues de presse à décider"), rows)


def _row(mail: ReviewMail) -> TodayRow:
    return lost.row(
        mail,
        mail.name or mail.address,
        gettext("La revue de presse"),
        url=url_for("pressreview.show", review_id=mail.review_id),
        resolve=url_for("pressreview.resolve", mail_id=mail.id),
    )
