"""What leaves, exactly: the words, the channels, the sendings, the hours; and its hash."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from comms.core.hours import Hour

MAIN, EMBARGO = "main", "embargo"
CHANNELS = "channels"  # all of them leave at the one hour


@dataclass(frozen=True)
class Sending:
    """One sending by mail: who (lists, by rule and not by person) and when."""

    key: str  # main, or embargo: earlier and marked so
    lists: tuple[int, ...]
    at: Hour | None


@dataclass(frozen=True)
class Plan:
    """When a piece leaves, on which channels and to which lists."""

    at: Hour | None = None
    channels: tuple[int, ...] = ()
    sendings: tuple[Sending, ...] = ()

    def hours(self) -> dict[str, Hour]:
        """Return every hour at which something leaves, by what leaves then.

        Channels and the mails of the same hour are two: once one has left, the other still counts.
        """
        found = {each.key: each.at or self.at for each in self.sendings}
        if self.channels or not found:
            found[CHANNELS] = self.at
        return {key: hour for key, hour in found.items() if hour is not None}

    @property
    def is_empty(self) -> bool:
        """Say whether nothing would leave."""
        return not self.channels and not any(each.lists for each in self.sendings)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Return a plan as a revision kept it."""
        return cls(
            at=Hour.of(kept.get("at")),
            channels=tuple(kept.get("channels", ())),
            sendings=tuple(
                Sending(each["key"], tuple(each["lists"]), Hour.of(each.get("at")))
                for each in kept.get("sendings", ())
            ),
        )

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        return {
            "at": self.at.plain() if self.at else None,
            "channels": sorted(self.channels),
            "sendings": [
                {
                    "key": each.key,
                    "lists": sorted(each.lists),
                    "at": each.at.plain() if each.at else None,
                }
                for each in sorted(self.sendings, key=lambda each: each.key)
            ],
        }


@dataclass(frozen=True)
class Content:
    """All of a piece: its kind's own words, and its plan. `piece`: of which, once it is kept.

    `source`: of a translation, the piece it is made from.
    """

    words: dict[str, Any]
    plan: Plan
    piece: int | None = field(default=None, compare=False)  # its number; nothing of it leaves
    source: int | None = field(default=None, compare=False)

    @classmethod
    def of(cls, kept: dict[str, Any], piece: int | None = None, source: int | None = None) -> Self:
        """Return a content as a revision kept it."""
        return cls(kept["words"], Plan.of(kept["plan"]), piece, source)

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        return {"words": self.words, "plan": self.plan.plain()}


def hash_of(kind: str, content: Content) -> str:
    """Return the SHA-256 of what leaves, as 64 hexadecimal characters.

    Of the hours only the days count here: a later hour the same day does not void an approval.
    What an earlier hour does is said in `approval.still_holds`.
    """
    days = {key: f"{hour.day} {hour.zone}" for key, hour in content.plan.hours().items()}
    plan = content.plan.plain()
    plan["at"] = None
    for sending in plan["sendings"]:
        sending["at"] = None
    said = {"kind": kind, "words": content.words, "plan": plan, "days": days}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def instants(content: Content) -> dict[str, datetime]:
    """Return the instants, in UTC, at which something leaves."""
    return {key: hour.instant for key, hour in content.plan.hours().items()}
