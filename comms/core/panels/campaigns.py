"""What stands on a campaign's page: what serves it, what it holds, what it uses."""

from collections.abc import Callable, Iterable

from comms.core.html import Markup
from comms.core.panels.shapes import TodayCard, TodayRow
from comms.core.rights import Actor

CampaignPanel = Callable[[int, Actor], Iterable[TodayRow]]
CampaignPart = Callable[[int, Actor], Markup | None]
CampaignCards = Callable[[int, Actor], Iterable[TodayCard]]
_in_campaign: list[CampaignPanel] = []
_campaign_parts: list[CampaignPart] = []
_campaign_cards: list[CampaignCards] = []


def in_campaign(provider: CampaignPanel) -> None:
    """Have a room show on a campaign's page what serves it."""
    if provider not in _in_campaign:
        _in_campaign.append(provider)


def campaign_rows(campaign_id: int, actor: Actor) -> list[TodayRow]:
    """Return what serves a campaign, room by room."""
    return [row for provider in _in_campaign for row in provider(campaign_id, actor)]


def beside_campaign(part: CampaignPart) -> None:
    """Have a room show on a campaign's page what it holds for it."""
    if part not in _campaign_parts:
        _campaign_parts.append(part)


def campaign_parts(campaign_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms hold for a campaign."""
    return [shown for part in _campaign_parts if (shown := part(campaign_id, actor))]


def around_campaign(provider: CampaignCards) -> None:
    """Have a room say in short rows what of it a campaign uses: its lists, figures, mentions."""
    if provider not in _campaign_cards:
        _campaign_cards.append(provider)


def campaign_cards(campaign_id: int, actor: Actor) -> list[TodayCard]:
    """Return what a campaign uses, room by room; a card without rows is not shown."""
    cards = (card for provider in _campaign_cards for card in provider(campaign_id, actor))
    return [card for card in cards if card.rows]
