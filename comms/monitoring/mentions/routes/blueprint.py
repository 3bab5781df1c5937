"""The blueprint all pages of the mentions hang on."""

from flask import Blueprint

bp = Blueprint("mentions", __name__, url_prefix="/mentions")
