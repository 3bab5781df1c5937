"""The one blueprint of the room."""

from flask import Blueprint

bp = Blueprint("ideas", __name__, url_prefix="/ideas")
