"""The page that loads the demonstration and shows once how its people sign in."""

from flask import Blueprint, render_template

from comms.core.rights import Right
from comms.core.web import needs
from comms.portability import forms, service

bp = Blueprint("portability", __name__)
__all__ = ["bp", "forms"]


@bp.post("/demo")
@needs(Right.KEEP_SETTINGS)
def load_demo() -> str:
    """Load the demonstration; the pass-phrase of its people is shown on this page alone."""
    return render_template("portability/loaded.html", loaded=service.load())
