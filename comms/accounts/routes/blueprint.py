"""The one blueprint of the room."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
