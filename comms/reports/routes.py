"""Pages of the reports: choose one, read it, say something in it, take it as a file."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.reports import forms
from comms.reports.rules import YEARS
from comms.reports.service import composing, gathering, saying
from comms.reports.service.gathering import Subject

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the years and the campaigns there is something to report on."""
    return render_template(
        "reports/overview.html",
        years=gathering.years(),
        campaigns=gathering.campaigns_to_report(),
        may_take=current_member().may(Right.EXPORT),
    )


@bp.get("/year/<int:year>")
@needs(Right.READ)
def of_year(year: int) -> str:
    """Show the report of a year."""
    return _page(_year(year))


@bp.get("/campaign/<int:campaign_id>")
@needs(Right.READ)
def of_campaign(campaign_id: int) -> str:
    """Show the report of a campaign."""
    return _page(_campaign(campaign_id))


def _year(year: int) -> Subject:
    if year not in YEARS:
        abort(404)
    return gathering.of_year(year)


def _campaign(campaign_id: int) -> Subject:
    return gathering.of_campaign(get_or_404(Campaign, campaign_id))


def _page(subject: Subject, **shown: object) -> str:
    report = gathering.gathered(subject)
    made = composing.paper(report)
    return render_template(
        "reports/show.html",
        title=made.title,
        blocks=[(type(each).__name__.lower(), each) for each in made.blocks[1:]],
        kicker=made.publisher,
        words=report.words,
        file=lambda kind: _address("take", subject, kind=kind),
        may_take=current_member().may(Right.EXPORT),
        says=_address("say", subject),
        **shown,
    )


def _address(what: str, subject: Subject, **more: Any) -> str:
    if subject.campaign:
        return url_for(f".{what}_campaign", campaign_id=subject.number, **more)
    return url_for(f".{what}_year", year=subject.span.first.year, **more)


@bp.get("/year/<int:year>.<kind>")
@needs(Right.EXPORT)
def take_year(year: int, kind: str) -> ResponseReturnValue:
    """Give the report of a year as a file."""
    return _file(_year(year), kind, f"rapport-{year}")


@bp.get("/campaign/<int:campaign_id>.<kind>")
@needs(Right.EXPORT)
def take_campaign(campaign_id: int, kind: str) -> ResponseReturnValue:
    """Give the report of a campaign as a file."""
    return _file(_campaign(campaign_id), kind, f"bilan-{campaign_id}")


def _file(subject: Subject, form: str, name: str) -> ResponseReturnValue:
    if form not in composing.FORMATS:
        abort(404)
    try:
        made = composing.write(form, gathering.gathered(subject))
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".overview"), 303)
    answer = Response(made, mimetype=composing.FORMATS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


@bp.post("/year/<int:year>")
@needs(Right.WRITE)
def say_year(year: int) -> ResponseReturnValue:
    """Keep what people say in the report of a year."""
    return _keep(_year(year))


@bp.post("/campaign/<int:campaign_id>")
@needs(Right.WRITE)
def say_campaign(campaign_id: int) -> ResponseReturnValue:
    """Keep what people say in the report of a campaign."""
    return _keep(_campaign(campaign_id))


def _keep(subject: Subject) -> ResponseReturnValue:
    opening, ahead = forms.read(request.form)
    try:
        saying.keep(subject.key, opening, ahead, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        return _page(subject, refusals=refusal.sentences(), typed=request.form), 422
    flash(gettext("C’est enregistré."))
    return redirect(_address("of", subject), 303)


def beside_campaign(campaign_id: int, _actor: Actor) -> Markup | None:
    """Lead from a campaign to its report."""
    return fill("reports/_beside.html", campaign_id=campaign_id)
