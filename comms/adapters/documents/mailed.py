"""A paper as the page of a mail: its bars are pictures, for no mailbox draws SVG."""

from dataclasses import replace

from comms.adapters.documents import page
from comms.adapters.documents.paper import Paper


def write(paper: Paper) -> str:
    """Return the page of a paper, as `adapters.mail` takes it."""
    return page.write(replace(paper, in_pictures=True))
