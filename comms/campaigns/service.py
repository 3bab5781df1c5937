"""What people do with a campaign: begin it, change it, close it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.campaigns.rules import CampaignWrong, obstacles
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of


@dataclass(frozen=True)
class Draft:
    """What a campaign is to be."""

    name: str
    goal: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    audiences: str = ""


def begin(draft: Draft, *, actor: Actor | None) -> Campaign:
    """Begin a campaign."""
    campaign = Campaign(made_at=clock.now())
    _fill(campaign, draft)
    db.session.add(campaign)
    db.session.flush()
    audit.record(number_of(actor), "campaign.begun", "campaign", campaign.id)
    return campaign


def change(campaign: Campaign, draft: Draft, *, actor: Actor) -> None:
    """Change what a campaign is for, or when.

    Raises:
        Refused: it is over.
    """
    if campaign.closed_at:
        raise Refused(CampaignWrong.CLOSED)
    _fill(campaign, draft)
    audit.record(actor.id, "campaign.changed", "campaign", campaign.id)


def _fill(campaign: Campaign, draft: Draft) -> None:
    if found := obstacles(draft.name, draft.goal, draft.starts_on, draft.ends_on, draft.audiences):
        raise Refused(found)
    campaign.name, campaign.goal = " ".join(draft.name.split()), draft.goal.strip()
    campaign.audiences = draft.audiences.strip()
    campaign.starts_on, campaign.ends_on = draft.starts_on, draft.ends_on


def close(campaign: Campaign, *, actor: Actor) -> None:
    """Say that a campaign is over; its pieces stay as they are."""
    campaign.closed_at = campaign.closed_at or clock.now()
    audit.record(actor.id, "campaign.closed", "campaign", campaign.id)


def reopen(campaign: Campaign, *, actor: Actor) -> None:
    """Take a campaign up again."""
    campaign.closed_at = None
    audit.record(actor.id, "campaign.reopened", "campaign", campaign.id)


def strike(event: events.WordsStruck) -> None:
    """Take the words of somebody who withdrew out of what campaigns are for."""
    for campaign in db.session.scalars(select(Campaign)):
        campaign.name = event.without(campaign.name, "")
        campaign.goal = event.without(campaign.goal, "")
        campaign.audiences = event.without(campaign.audiences, "")
    db.session.flush()
