"""Makes the application and starts it with its jobs: start reading here.

`flask …` finds `create_app`; `python app.py` serves, and runs the jobs in one child process.
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

from dotenv import load_dotenv
from sqlalchemy.exc import DatabaseError

from comms import cli
from comms.core import presence, settings
from comms.factory import House, make_app
from comms.migrations.running import DatabaseNewer

load_dotenv()


def create_app() -> House:
    """Return the application for the environment; a wrong value stops here with one line."""
    os.umask(0o077)  # what we write is for our own eyes
    try:
        here = settings.read()
        _refuse_half_a_house(here.folder)
        app = make_app(here)
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


def _refuse_half_a_house(folder: Path) -> None:
    """Stop where a restore was cut short: only another restore may go on from there."""
    aside = presence.half_restored(folder)
    if aside is not None and not {"backup", "restore"} <= set(sys.argv):
        sys.exit(
            "A restore was cut short here. Run `flask backup restore FILE` again; "
            f"what was there before lies in {aside}."
        )


def main() -> None:
    """Serve, with the jobs beside; commands do without either and load neither."""
    gc.disable()  # what is loaded now stays: to look through it for garbage is a tenth of the start
    import_module("jobs.starting").start(create_app())


if __name__ == "__main__":
    main()
