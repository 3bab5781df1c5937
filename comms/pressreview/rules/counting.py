"""How many articles each day, week or month of a review brought, and each outlet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from comms.pressreview.rules.stories import Story

MOST_DAYS, MOST_WEEKS = 15, 18  # that are drawn one by one
MOST_OUTLETS = 12


class Step(StrEnum):
    """What a volume over time goes by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Volume:
    """How many articles each step of a period brought, those without any too, by its first day."""

    step: Step
    counts: tuple[tuple[date, int], ...]


def over_time(stories: Iterable[Story], first: date, last: date, zone: ZoneInfo) -> Volume:
    """Return how many articles each step of a period brought, in order."""
    step = step_of(first, last)
    days = (each.at.astimezone(zone).date() for story in stories for each in story.articles)
    counts = Counter(_begin(day, step, first) for day in days)
    return Volume(step, tuple((each, counts[each]) for each in _steps(first, last, step)))


def step_of(first: date, last: date) -> Step:
    """Return by which steps a period is drawn so that it is taken in at a glance."""
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return Step.DAY
    return Step.WEEK if days <= 7 * MOST_WEEKS else Step.MONTH


def _begin(day: date, step: Step, first: date) -> date:
    """Return the first day of a step, which is no day before the period."""
    if step is Step.WEEK:
        day -= timedelta(days=day.weekday())
    elif step is Step.MONTH:
        day = day.replace(day=1)
    return max(day, first)


def _steps(first: date, last: date, step: Step) -> Iterable[date]:
    every = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return dict.fromkeys(_begin(day, step, first) for day in every)


def by_outlet(stories: Iterable[Story]) -> tuple[list[tuple[str, int]], int]:
    """Return how many articles each outlet brought, the most first, and how many all others."""
    outlets = Counter(each.outlet for story in stories for each in story.articles)
    ranked = sorted(outlets.items(), key=lambda each: (-each[1], each[0].casefold()))
    shown = MOST_OUTLETS if len(ranked) > MOST_OUTLETS + 1 else len(ranked)
    return ranked[:shown], sum(count for _, count in ranked[shown:])


def by_tone(stories: Iterable[Story]) -> Counter[str]:
    """Return how many stories have each tone; none is the empty one."""
    return Counter(each.tone for each in stories)
