"""Starts the house: its pages, and its jobs in one child process beside them."""

import gc

from comms.core import clock, presence, settings, turns
from comms.factory import House
from jobs import embedded, serving
from jobs.schedule import SCHEDULE


def start(app: House) -> None:
    """Serve, with the jobs beside, until told to stop."""
    app.open_pages()  # a first reader does not wait for them
    gc.freeze()  # and a look for garbage would copy the memory shared with a child
    gc.enable()
    with app.app_context():  # a job that never runs is silent too
        turns.write_down([job.name for job in SCHEDULE], clock.now())
    here = settings.read()
    with presence.working(here.folder), embedded.beside(app, here):
        serving.serve(app)
