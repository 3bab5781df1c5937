"""Looks a pasted link up: in what we keep, else on its page, once, for a person who waits."""

from comms.adapters import pages
from comms.adapters.feeds import Document
from comms.adapters.http import HttpTrouble, Policy, fetch
from comms.core import clock, settings
from comms.core.refusal import Refused
from comms.monitoring.mentions.queries import outlets
from comms.monitoring.mentions.queries.entering import Told
from comms.monitoring.mentions.rules.wrong import MentionWrong

MOST_BYTES, SECONDS = 3 * 1024 * 1024, 15.0


def ask(url: str) -> pages.Head:
    """Return what the head of a page tells. Takes seconds: call it with no transaction open.

    Raises:
        Refused: the address, or that no page came.
    """
    policy = Policy(settings.current().allow_nets, most_bytes=MOST_BYTES, seconds=SECONDS)
    try:
        answer = fetch(url, policy, {"Accept": "text/html, application/xhtml+xml;q=0.9"})
    except HttpTrouble as trouble:
        raise Refused(trouble.trouble) from trouble
    if answer.status != 200:
        raise Refused(MentionWrong.PAGE_SILENT)
    return pages.read_head(Document(answer.body, answer.url, answer.headers), clock.now())


def told(head: pages.Head, url: str) -> Told:
    """Return what a page tells, with its outlet by the name we know it by."""
    outlet = outlets.named(url, head.site)
    return Told(head.title, outlet, head.authors, head.published, head.lang, head.is_paid)
