"""Serves the pages: waitress, one process, a handful of threads."""

import signal
import sys

import click
import waitress
from flask import Flask

from comms.accounts.service import links
from comms.core.db import db
from comms.core.settings import Settings

# Whoever brings https stands on this machine and says who came: tries are counted by address.
BEHIND_A_PROXY = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_count": 1,
    "trusted_proxy_headers": {"x-forwarded-for"},
}


def serve(app: Flask) -> None:
    """Serve until told to stop."""
    settings: Settings = app.extensions["settings"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = waitress.create_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=8,
        ident=None,
        clear_untrusted_proxy_headers=True,
        **(BEHIND_A_PROXY if settings.is_https else {}),
    )
    click.echo(f"Porte-voix : {settings.public_url}")
    if link := _first_link(app):
        click.echo(f"Premier compte (une fois, trois jours) : {link}")
    try:
        server.run()
    finally:
        server.close()


def _first_link(app: Flask) -> str | None:
    """Return a link to make the first account, while there is none."""
    with app.app_context():
        link = links.first_link()
        db.session.commit()
        return link
