"""Pages of the press review: prepare one, read it, take it away, ask for it, send it."""

from collections.abc import Callable, Iterator, Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import lost, rows
from comms.core.languages import gettext, moment, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.text.typed import typed
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.notices import queries as notices
from comms.notices.rules import Kind
from comms.pressreview.forms import WAYS
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.queries import asking as asks
from comms.pressreview.queries import licensing, mails, stories
from comms.pressreview.service import (
    asking,
    carrying,
    composing,
    laying_out,
    missing,
    preparing,
    sending,
)
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
            typed(form.get("intro", "")),
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
    names = accounts.names()
    return render_template(
        "pressreview/show.html",
        review=review,
        contents=contents,
        missing=missing.lines(contents),
        title=review.subject or laying_out.title(contents),
        mails=ledger,
        members=[(each.id, each.name) for each in accounts.active()],
        ways=WAYS,
        answers=lost.answers,
        say_tone=laying_out.say_tone,
        say_without=laying_out.say_without,
        readers_of_texts=sum(each.whole and each.state == Way.SENT for each in ledger),
        names=names,
        ticked_by=names.get(review.whole_by or 0, ""),
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


@bp.post("/<int:review_id>/ask")
@needs(Right.KEEP_WATCH)
def ask(review_id: int) -> ResponseReturnValue:
    """Ask those who may to send a review."""
    said = gettext("L’envoi est demandé : qui peut envoyer le voit sur son Aujourd’hui.")
    return _decide(review_id, asking.ask, said, typed(request.form.get("note", "")))


@bp.post("/<int:review_id>/take-back")
@needs(Right.KEEP_WATCH)
def take_back(review_id: int) -> ResponseReturnValue:
    """Ask no more that a review be sent: what another asks is theirs to take back."""
    asked_by = get_or_404(Review, review_id).asked_by
    if asked_by not in (None, current_member().id):
        abort(403)
    return _decide(review_id, asking.take_back, gettext("La demande est retirée."))


@bp.post("/<int:review_id>/decline")
@needs(Right.SEND)
def decline(review_id: int) -> ResponseReturnValue:
    """Decline to send a review that was asked for."""
    said = gettext("C’est noté : la personne qui l’avait demandé le saura.")
    word, shown = typed(request.form.get("word", "")), request.form.get("ask", "")
    return _decide(review_id, asking.decline, said, word, shown)


def _decide(
    review_id: int, verb: Callable[..., None], said: str, *words: str
) -> ResponseReturnValue:
    """Do what was decided about a review, say so, lead back to it."""
    review = get_or_404(Review, review_id)
    try:
        verb(review, *words, actor=current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", review_id=review_id), 303)


@bp.post("/<int:review_id>/send")
@needs(Right.SEND)
def send(review_id: int) -> ResponseReturnValue:
    """Send a review to members and partners."""
    review, form = get_or_404(Review, review_id), request.form
    members = rows.numbers(form.getlist("members"))
    try:
        count = sending.send(
            review,
            members,
            form.get("others", ""),
            actor=current_member(),
            shown=form.get("shown", ""),
        )
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
    """Return the mails and reviews that ask who may send; who asks sees theirs, and a no to it."""
    if not actor.may(Right.READ):
        return
    waiting, declined = asks.waiting(), asks.declined(actor.id)
    names = accounts.names() if waiting or declined else {}
    unread = notices.unread_of(actor.id, Kind.PRESS_REVIEW_DECLINED) if declined else {}
    noes = tuple(
        _declined(each, names, unread[thing])
        for each in declined
        if (thing := f"pressreview:{each.id}") in unread
    )
    yield TodayCard(Place.DO, gettext("À faire d’abord"), noes, is_first=True)
    if not actor.may(Right.SEND):
        theirs = tuple(_asked(each, names) for each in waiting if each.asked_by == actor.id)
        yield TodayCard(Place.DO, gettext("Chez les autres"), theirs, waits=True)
        return
    rows = tuple(map(_row, mails.troubled()))
    yield TodayCard(Place.DECIDE, gettext("Revues de presse à décider"), rows)
    asked = tuple(_asked(each, names) for each in waiting)
    decision = gettext("Attend votre décision")
    yield TodayCard(Place.DO, decision, asked, in_mail=True, asks=True)


def _asked(review: Review, names: Mapping[int, str]) -> TodayRow:
    """Return a review that somebody asks to be sent: who, when, with which note."""
    page = url_for("pressreview.show", review_id=review.id)
    who = names.get(review.asked_by or 0, "?")
    asked_at = moment(review.asked_at) if review.asked_at else ""
    said = (who, asked_at, " ".join(review.asked_note.split()))
    return TodayRow(
        title=laying_out.title_of(review.until),
        detail=" · ".join(filter(None, said)),
        url=page,
        tag=gettext("envoi demandé"),
        tone="amber",
        answers=(Answer(gettext("Ouvrir"), page, "get"),),
    )


def _declined(review: Review, names: Mapping[int, str], notice_id: int) -> TodayRow:
    """Return a no to who asked: whose, and why; it stays until it is read or asked again."""
    page = url_for("pressreview.show", review_id=review.id)
    who, word = names.get(review.declined_by or 0, "?"), " ".join(review.declined_word.split())
    return TodayRow(
        title=laying_out.title_of(review.until),
        detail=gettext("%(name)s : « %(word)s »", name=who, word=word),
        url=page,
        tag=gettext("envoi décliné"),
        tone="amber",
        answers=(
            Answer(gettext("Ouvrir"), page, "get"),
            Answer(gettext("Lu"), url_for("notices.read", notice_id=notice_id)),
        ),
    )


def _row(mail: ReviewMail) -> TodayRow:
    return lost.row(
        mail,
        mail.name or mail.address,
        gettext("La revue de presse"),
        url=url_for("pressreview.show", review_id=mail.review_id),
        resolve=url_for("pressreview.resolve", mail_id=mail.id),
    )
