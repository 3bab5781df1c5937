"""The page that loads the demonstration, and what the settings say of the last backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, render_template

from comms.core import clock, options
from comms.core.health import Told
from comms.core.languages import gettext, moment
from comms.core.rights import Right
from comms.core.web import needs
from comms.portability import forms, service

bp = Blueprint("portability", __name__)
__all__ = ["bp", "forms", "last_backup"]
OLD = timedelta(days=8)  # once a week, and a day of grace


@bp.post("/demo")
@needs(Right.KEEP_SETTINGS)
def load_demo() -> str:
    """Load the demonstration; the pass-phrase of its people is shown on this page alone."""
    return render_template("portability/loaded.html", loaded=service.load())


def last_backup() -> Iterator[Told]:
    """Say when the last backup was made."""
    made = options.get("last_backup")
    if not made:
        yield "wait", gettext("Aucune sauvegarde n’a encore été faite : voir le guide.")
        return
    at = datetime.fromisoformat(made)
    is_fresh = clock.now() - at < OLD
    yield "ok" if is_fresh else "wait", gettext("Dernière sauvegarde : %(at)s.", at=moment(at))
