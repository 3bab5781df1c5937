"""Where the pages of joint statements and kits hang."""

from flask import Blueprint

bp = Blueprint("cosigning", __name__)
