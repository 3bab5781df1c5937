"""A month of figures as a file: looked at row by row, then taken in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core.db import db
from comms.core.languages import ngettext
from comms.core.refusal import Refused, say
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.figures.forms import FATES
from comms.figures.routes.blueprint import bp
from comms.figures.rules.columns import FIELDS
from comms.figures.rules.record import Draft
from comms.figures.service import importing
from comms.figures.service.importing import Fate, Foreseen


@bp.get("/import")
@needs(Right.WRITE)
def bring() -> str:
    """Ask for a file."""
    return render_template("figures/import.html")


@bp.post("/import")
@needs(Right.WRITE)
def take_file() -> ResponseReturnValue:
    """Show what each row would become, then take them in when asked to."""
    sent = request.files.get("file")
    pasted = request.form.get("pasted", "")
    try:
        rows = importing.understand(sent.read() if sent else b"", pasted)
        if request.form.get("then") == "take":
            return _taken(rows)
    except Refused as refusal:
        db.session.rollback()
        page = render_template("figures/import.html", pasted=pasted, refusals=refusal.sentences())
        return page, 422
    return render_template(
        "figures/look.html",
        rows=[(row, [say(each) for each in row.wrong]) for row in rows],
        counts={fate: sum(row.fate is fate for row in rows) for fate in Fate},
        fates=FATES,
        again=_as_cells(rows),
    )


def _taken(rows: list[Foreseen]) -> ResponseReturnValue:
    made = importing.take_in(rows, actor=current_member())
    flash(
        ngettext(
            "%(num)d chiffre est là ; une autre personne doit le vérifier.",
            "%(num)d chiffres sont là ; une autre personne doit les vérifier.",
            len(made),
        )
    )
    periods = {each.period for each in made}
    only = periods.pop() if len(periods) == 1 else None
    return redirect(url_for(".overview", period=only), 303)


def _as_cells(rows: list[Foreseen]) -> str:
    """Return the rows as cells to send again: between the two pages nothing is kept."""
    lines = [FIELDS, *(tuple(_cell(row.draft, name) for name in FIELDS) for row in rows)]
    return "\n".join("\t".join(cells) for cells in lines)


def _cell(draft: Draft, name: str) -> str:
    if name.startswith("label_"):
        return draft.labels.get(name.removeprefix("label_"), "")
    return str(getattr(draft, name))
