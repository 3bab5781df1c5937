"""Where the pages of the bank hang, and what their templates know."""

from typing import Any

from flask import Blueprint

from comms.figures import forms

bp = Blueprint("figures", __name__, url_prefix="/figures")


@bp.context_processor
def words() -> dict[str, Any]:
    """Give the templates of the bank its words."""
    return {
        "figure_states": forms.STATES,
        "label_of": forms.label,
        "written": forms.written,
        "period_of": forms.period,
        "chip_of": forms.chip,
    }
