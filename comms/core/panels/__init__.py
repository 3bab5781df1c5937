"""What rooms show on pages that belong to none: Aujourd'hui, the search, a contact's card.

A room registers a provider in `pages`; the page asks all providers and knows no room.
"""

from comms.core.panels.campaigns import (
    around_campaign,
    beside_campaign,
    campaign_cards,
    campaign_parts,
    campaign_rows,
    in_campaign,
)
from comms.core.panels.house import (
    beside,
    calendar_marks,
    count_beside,
    in_search,
    on_calendar,
    on_today,
    search,
    today_cards,
)
from comms.core.panels.naming import known_as, thing, things
from comms.core.panels.people import (
    contact_parts,
    in_access_file,
    on_contact_card,
    say_with,
    to_say,
    told_of,
    told_tables,
    when_written,
    written_by,
)
from comms.core.panels.pieces import (
    beside_mention,
    beside_piece,
    flagged,
    mention_parts,
    piece_parts,
)
from comms.core.panels.records import in_use, uses
from comms.core.panels.shapes import Answer, Found, Mark, Place, Thing, TodayCard, TodayRow, Told

__all__ = [
    "Answer",
    "Found",
    "Mark",
    "Place",
    "Thing",
    "TodayCard",
    "TodayRow",
    "Told",
    "around_campaign",
    "beside",
    "beside_campaign",
    "beside_mention",
    "beside_piece",
    "calendar_marks",
    "campaign_cards",
    "campaign_parts",
    "campaign_rows",
    "contact_parts",
    "count_beside",
    "flagged",
    "in_access_file",
    "in_campaign",
    "in_search",
    "in_use",
    "known_as",
    "mention_parts",
    "on_calendar",
    "on_contact_card",
    "on_today",
    "piece_parts",
    "say_with",
    "search",
    "thing",
    "things",
    "to_say",
    "today_cards",
    "told_of",
    "told_tables",
    "uses",
    "when_written",
    "written_by",
]
