"""Stands before the pages as a member does, where no request is: for a mail that tells of one."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g

from comms.core import languages, settings
from comms.core.rights import Actor


@contextmanager
def visiting(actor: Actor) -> Iterator[None]:
    """Let panels speak to a member, in their language, with addresses of pages in their answers."""
    current_app.open_pages()  # type: ignore[attr-defined]  # ours has them; a job opened none yet
    with current_app.test_request_context(base_url=settings.current().public_url):
        before = g.get("member")
        g.member = actor
        try:
            with languages.speaking(actor.lang):
                yield
        finally:
            g.member = before
