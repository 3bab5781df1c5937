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
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pressreview.forms import WAYS
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.queries import licensing, mails, stories
from comms.pressreview.service import carrying, composing, laying_out, preparing, sending
from comms.pressreview.service import licensing as licences

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
    since, until = preparing.period(days)
    found, licence = stories.stories(since, until), licensing.valid()
    texts = composing.whole([each for _, each in found], licence) if licence else []
    return render_template(
        "pressreview/overview.html",
        days=days,
        stories=found,
        kept_back=stories.count_kept_back(since, until),
        unsorted=stories.count_unsorted(since, until),
        reviews=mails.reviews(),
        names=accounts.names(),
        licence=licence,
        licence_name=laying_out.name_of(licence) if licence else "",
        whole_count=sum(each.whole is not None for each in texts),
        ended=licensing.declared(),
        has_printed=bool(mails.printed()),
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
        review = preparing.prepare(
            days,
            form.get("intro", ""),
            left_out,
            actor=current_member(),
            whole=form.get("whole") == "1",
        )
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".overview"), 303)
    return redirect(url_for(".show", review_id=review.id), 303)


@bp.get("/<int:review_id>")
@needs(Right.READ)
def show(review_id: int) -> str:
    """Show a review, its files and its readers."""
    review = get_or_404(Review, review_id)
    is_short = not preparing.may_read_texts(review, current_member())
    contents, ledger = preparing.contents_of(review, short=is_short), mails.mails(review.id)
    return render_template(
        "pressreview/show.html",
        review=review,
        contents=contents,
        title=review.subject or laying_out.title(contents),
        mails=ledger,
        members=[(each.id, each.name) for each in accounts.active()],
        ways=WAYS,
        answers=lost.answers,
        say_tone=laying_out.say_tone,
        say_without=laying_out.say_without,
        readers_of_texts=sum(each.whole and each.state == Way.SENT for each in ledger),
        ticked_by=accounts.names().get(review.whole_by or 0, ""),
        licence_name=laying_out.name_of(contents.licence) if contents.licence else "",
    )


@bp.get("/<int:review_id>.<form>")
@needs(Right.READ)
def take(review_id: int, form: str) -> ResponseReturnValue:
    """Give a review as a file; `short`: with short quotations alone."""
    review = get_or_404(Review, review_id)
    if form not in composing.FORMATS:
        abort(404)
    is_whole = preparing.may_read_texts(review, current_member())
    made = preparing.file_of(review, form, short=bool(request.args.get("short")) or not is_whole)
    answer = Response(made, mimetype=composing.FORMATS[form])
    name = f"revue-de-presse-{review.until:%Y-%m-%d}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/statement")
@needs(Right.EXPORT)
def state() -> ResponseReturnValue:
    """Give the list of what left whole, for who grants the licence; who asked is written down."""
    answer = Response(licences.statement(actor=current_member()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="textes-entiers.csv"'
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
        carrying.resolve(mail, request.form.get("answer", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", review_id=review_id), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the mails that ask a person, for who may decide."""
    if not actor.may(Right.SEND):
        return
    rows = tuple(map(_row, mails.troubled()))
    yield TodayCard(Place.DECIDE, gettext("Revues de presse à décider"), rows)


def _row(mail: ReviewMail) -> TodayRow:
    return lost.row(
        mail,
        mail.name or mail.address,
        gettext("La revue de presse"),
        url=url_for("pressreview.show", review_id=mail.review_id),
        resolve=url_for("pressreview.resolve", mail_id=mail.id),
    )
