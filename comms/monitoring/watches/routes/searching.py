"""All articles that are kept, searched in the language of the watches."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from comms.core.query import QueryRefused, read
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.monitoring.archive.rules import number_of
from comms.monitoring.watches.queries.trying import SHOWN, articles
from comms.monitoring.watches.routes.blueprint import bp

LAST_NUMBER = 2**53  # of an article, some centuries ahead


@bp.get("/articles")
@needs(Right.READ)
def search() -> ResponseReturnValue:
    """Search all articles that are kept, in the language of the watches."""
    typed, before = request.args.get("q", "").strip(), request.args.get("before", type=int)
    if before is not None and not 0 <= before < LAST_NUMBER:
        before = None
    try:
        found = articles(read(typed) if typed else None, current_member(), before)
    except QueryRefused as refused:
        shown = {"typed": typed, "refused": refused, "samples": []}
        return render_template("watches/articles.html", **shown), 422
    last = found[-1].article if len(found) == SHOWN else None
    older = number_of(last.shown_at, last.id) if last else None
    return render_template("watches/articles.html", typed=typed, samples=found, older=older)
