"""The name under which the pages of this room answer."""

from flask import Blueprint

bp = Blueprint("sourcing", __name__)
