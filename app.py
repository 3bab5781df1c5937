"""Makes the application and starts it with its jobs: start reading here.

`flask …` finds `create_app`; `python app.py` serves, and runs the jobs in one child process.
"""

import os
import sys

from dotenv import load_dotenv
from sqlalchemy.exc import DatabaseError

from comms import cli
from comms.core import clock, presence, settings, turns
from comms.factory import House, make_app
from comms.migrations.running import DatabaseNewer
from jobs import embedded, serving
from jobs.schedule import SCHEDULE

load_dotenv()


def create_app() -> House:
    """Return the application for the environment; a wrong value stops here with one line."""
    os.umask(0o077)  # what we write is for our own eyes
    try:
        app = make_app(settings.read())
    except settings.SettingWrong as wrong:
        sys.exit(str(wrong))
    except DatabaseNewer as newer:
        sys.exit(
            f"This database was made by a later version (tables {newer}); update before starting."
        )
    except DatabaseError as trouble:
        said = str(trouble.orig).strip().partition("\n")[0]
        sys.exit(
            f"The database does not answer ({said}). Check DATABASE_URL, its server, the disk."
        )
    cli.install(app)
    cli.add(app, "jobs", "jobs.commands", "What runs by itself: list, run one, work.")
    return app


def main() -> None:
    """Serve, with the jobs beside, until told to stop."""
    app = create_app()
    app.open_pages()  # a first reader does not wait for them
    with app.app_context():  # a job that never runs is silent too
        turns.write_down([job.name for job in SCHEDULE], clock.now())
    here = settings.read()
    with presence.working(here.folder), embedded.beside(here):
        serving.serve(app)


if __name__ == "__main__":
    main()
