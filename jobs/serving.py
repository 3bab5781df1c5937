"""Serves the pages: waitress, one process, a handful of threads."""

import signal
import sys

import click
import waitress
from flask import Flask

from comms.core.settings import Settings


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
    )
    click.echo(f"Porte-voix : {settings.public_url}")
    try:
        server.run()
    finally:
        server.close()
