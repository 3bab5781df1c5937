"""The name under which the pages of this room answer."""

from flask import Blueprint

import comms.sourcing.forms  # noqa: F401 - teaches what is wrong with numbers and quotations

bp = Blueprint("sourcing", __name__)
