"""Pages of the campaigns: all of them, and each with its goal, its period and its pieces."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.campaigns import forms, queries, service
from comms.campaigns.models import Campaign
from comms.campaigns.rules import elapsed
from comms.campaigns.service import Draft
from comms.core import clock, panels
from comms.core.db import numbered
from comms.core.languages import association_zone, gettext
from comms.core.panels import Thing, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the campaigns that go on, and those that are over."""
    today = clock.today(association_zone())
    going = [(each, elapsed(each.starts_on, each.ends_on, today)) for each in queries.open_ones()]
    return render_template("campaigns/overview.html", going=going, over=queries.closed_ones())


@bp.get("/<int:campaign_id>")
@needs(Right.READ)
def show(campaign_id: int) -> str:
    """Show one campaign and what serves it."""
    campaign = get_or_404(Campaign, campaign_id)
    today, actor = clock.today(association_zone()), current_member()
    rows = panels.campaign_rows(campaign.id, actor)
    return render_template(
        "campaigns/show.html",
        campaign=campaign,
        elapsed=elapsed(campaign.starts_on, campaign.ends_on, today),
        rows=rows,
        by_state=_by_state(rows),
        parts=panels.campaign_parts(campaign.id, actor),
        cards=panels.campaign_cards(campaign.id, actor),
    )


def _by_state(rows: Iterable[TodayRow]) -> list[tuple[str, str, int]]:
    """Return how many pieces are in each state, with its tone, in the order they are met."""
    counts = Counter((row.tag, row.tone) for row in rows if row.tag)
    return [(tag, tone, count) for (tag, tone), count in counts.items()]


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty campaign."""
    return render_template("campaigns/edit.html", campaign=None, typed=forms.shown(None))


@bp.post("/new")
@needs(Right.WRITE)
def begin() -> ResponseReturnValue:
    """Begin a campaign."""
    return _keep(None, lambda draft: service.begin(draft, actor=current_member()))


@bp.get("/<int:campaign_id>/edit")
@needs(Right.WRITE)
def edit(campaign_id: int) -> str:
    """Show a campaign where it is changed."""
    campaign = get_or_404(Campaign, campaign_id)
    return render_template("campaigns/edit.html", campaign=campaign, typed=forms.shown(campaign))


@bp.post("/<int:campaign_id>/edit")
@needs(Right.WRITE)
def change(campaign_id: int) -> ResponseReturnValue:
    """Change a campaign."""
    campaign = get_or_404(Campaign, campaign_id)

    def verb(draft: Draft) -> Campaign:
        service.change(campaign, draft, actor=current_member())
        return campaign

    return _keep(campaign, verb)


def _keep(campaign: Campaign | None, verb: Callable[[Draft], Campaign]) -> ResponseReturnValue:
    """Call a verb and go to the campaign; a refusal shows the form again as it was typed."""
    try:
        kept = verb(forms.read(request.form))
    except Refused as refusal:
        page = render_template(
            "campaigns/edit.html",
            campaign=campaign,
            typed=request.form,
            refusals=refusal.sentences(),
        )
        return page, 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".show", campaign_id=kept.id), 303)


@bp.post("/<int:campaign_id>/close")
@needs(Right.WRITE)
def close(campaign_id: int) -> ResponseReturnValue:
    """Say that a campaign is over."""
    service.close(get_or_404(Campaign, campaign_id), actor=current_member())
    return redirect(url_for(".overview"), 303)


@bp.post("/<int:campaign_id>/reopen")
@needs(Right.WRITE)
def reopen(campaign_id: int) -> ResponseReturnValue:
    """Take a campaign up again."""
    service.reopen(get_or_404(Campaign, campaign_id), actor=current_member())
    return redirect(url_for(".show", campaign_id=campaign_id), 303)


def known(campaign_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return campaigns as other rooms name them."""
    found = numbered(Campaign, campaign_ids) if actor.may(Right.READ) else ()
    return {
        each.id: Thing(each.name, url_for("campaigns.show", campaign_id=each.id)) for each in found
    }
