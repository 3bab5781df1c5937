"""What there is to report on, and all that a report counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from comms.advocacy import queries as advocacy
from comms.advocacy.queries import Shown
from comms.campaigns import queries as campaigns
from comms.campaigns.models import Campaign
from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone, language
from comms.events import queries as events
from comms.events.models import Event
from comms.reports.models import ReportWords
from comms.reports.queries import heard, statements, work
from comms.reports.rules import Contents, Joint, Span
from comms.reports.service import meetings


@dataclass(frozen=True)
class Subject:
    """A year or a campaign; `span` is what of it has been."""

    key: str  # year:2030, campaign:4
    span: Span
    is_over: bool
    campaign: Campaign | None = None

    @property
    def number(self) -> int | None:
        """Return the number of its campaign."""
        return self.campaign.id if self.campaign else None


@dataclass(frozen=True)
class Gathered:
    """A report before it is on paper. `before`: the year before, when something left in it."""

    subject: Subject
    contents: Contents
    words: ReportWords | None
    asked: list[Shown]  # of institutions
    met: list[Event]  # the press
    joint: list[Joint]  # texts partners signed with us
    before: Contents | None = None


def of_year(year: int) -> Subject:
    """Return a year as a subject."""
    whole, today = Span.of_year(year), clock.today(association_zone())
    return Subject(f"year:{year}", whole.until(today), whole.last < today)


def of_campaign(campaign: Campaign) -> Subject:
    """Return a campaign as a subject: its days, or those of what it sent."""
    today = clock.today(association_zone())
    days = work.days_of(campaign.id, association_zone()) or (today, today)
    first = min(campaign.starts_on or days[0], days[0])
    last = max(campaign.ends_on or days[1], days[1])
    is_over = campaign.closed_at is not None or last < today
    return Subject(f"campaign:{campaign.id}", Span(first, last).until(today), is_over, campaign)


def years() -> list[int]:
    """Return the years there is something to report on, the last first."""
    today = clock.today(association_zone()).year
    first = work.first_year(association_zone()) or today
    return list(range(today, min(first, today) - 1, -1))


def campaigns_to_report() -> list[Campaign]:
    """Return every campaign, those that go on first."""
    return [*campaigns.open_ones(), *campaigns.closed_ones()]


def gathered(subject: Subject) -> Gathered:
    """Return everything a report says."""
    return Gathered(
        subject=subject,
        contents=_contents(subject.span, subject.number),
        words=words(subject.key),
        met=meetings.held(_events(subject)),
        joint=statements.joint(subject.span, association_zone(), subject.number),
        asked=advocacy.asked_between(subject.span.first, subject.span.last, subject.number),
        before=None if subject.campaign else _year_before(subject.span.first),
    )


def _events(subject: Subject) -> Sequence[Event]:
    if subject.campaign:
        return events.of_campaign(subject.campaign.id)
    return events.between(subject.span.first, subject.span.last)


def _year_before(first: date) -> Contents | None:
    before = _contents(Span.of_year(first.year - 1), None)
    return before if before.left else None


def _contents(span: Span, campaign_id: int | None) -> Contents:
    zone = association_zone()
    works = work.works(span, zone, campaign_id)
    left = [each.id for each in Contents(span, works, ()).left]
    mentions, numbers = heard.heard(span, zone, campaign_id)
    errata, corrected = heard.errata(numbers)
    return Contents(
        span=span,
        works=works,
        heard=mentions,
        by_channel=work.by_channel(left),
        letters=work.letters(left),
        kept_back=heard.count_kept_back(span, zone, campaign_id),
        unsorted=heard.count_unsorted(span, zone, campaign_id),
        quoted=heard.quoted(left, mentions, language()),
        errata=errata,
        corrected=corrected,
        requests=None if campaign_id else heard.requests(span, zone),
    )


def words(key: str) -> ReportWords | None:
    """Return what people said in a report."""
    return db.session.scalar(select(ReportWords).where(ReportWords.report == key))
