"""Articles where they stand: asked as their sites allow, their text taken out of the page.

What asks is loaded when something is to be asked; what extracts, in a process that may be killed.
"""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module

from comms.adapters.feeds.values import Document
from comms.adapters.http import Policy
from comms.adapters.pages.values import Head, Page, Wanted

__all__ = ["Head", "Page", "Wanted", "read", "read_head"]


def read(wanted: Sequence[Wanted], policy: Policy, now: datetime) -> list[Page]:
    """Return one page each. Whoever calls leaves time between two pages of one site."""
    found: list[Page] = import_module("comms.adapters.pages.asking").read(wanted, policy, now)
    return found


def read_head(page: Document, now: datetime) -> Head:
    """Return what the head of a page says of its article."""
    found: Head = import_module("comms.adapters.pages.head").read_head(page, now)
    return found
