"""Where the pages of pieces hang."""

from flask import Blueprint

bp = Blueprint("pieces", __name__)
