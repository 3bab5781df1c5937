"""Where the pages of the sendings hang."""

from flask import Blueprint

bp = Blueprint("mailings", __name__)
