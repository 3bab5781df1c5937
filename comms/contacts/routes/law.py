"""Pages the law asks for: who was silent for three years, all we hold of one, the register."""

from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts import service
from comms.contacts.forms.access import told
from comms.contacts.queries import law
from comms.contacts.routes.blueprint import bp, visible
from comms.core import options
from comms.core.languages import gettext, language, ngettext, speaking
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs


@bp.get("/silent")
@needs(Right.READ)
def silent() -> str:
    """Show who said nothing for three years: to be asked, then kept or erased."""
    member_id = current_member().id
    return render_template(
        "contacts/silent.html",
        people=law.silent(member_id),
        count=law.count_silent(member_id),
        association=options.get("association"),
    )


@bp.post("/<int:contact_id>/stays")
@needs(Right.KEEP_CONTACTS)
def stays(contact_id: int) -> ResponseReturnValue:
    """Write down that a person was asked and said yes."""
    contact = visible(contact_id)
    text = gettext("A accepté de rester dans le carnet.")
    service.agreed_to_stay(contact, text, actor=current_member())
    flash(gettext("%(name)s reste : trois ans courent de nouveau.", name=contact.name))
    return redirect(url_for(".silent"), 303)


@bp.post("/<int:contact_id>/access")
@needs(Right.KEEP_CONTACTS)
def give_access(contact_id: int) -> Response:
    """Give everything we hold of a person as one file, in a language; who asked is written."""
    contact, actor = visible(contact_id), current_member()
    with speaking(request.form.get("lang", language())):
        said = told(contact, actor)
        document = service.access_file(contact, said, language(), actor=actor)
    return _document(document, f"acces-{contact_id}.html")


@bp.get("/register")
@needs(Right.READ)
def register() -> ResponseReturnValue:
    """Show the register of processing of the book; `document=1` gives it as a file."""
    if request.args.get("document"):
        return _document(service.legal_register(), "registre-des-traitements.html")
    return render_template(
        "contacts/processing.html",
        kept=law.kept(),
        association=options.get("association"),
        press_contact=options.get("press_contact"),
    )


def _document(document: bytes, name: str) -> Response:
    answer = Response(document, mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def today(actor: Actor) -> Iterator[TodayCard]:
    """Ask about who was silent for three years."""
    count = law.count_silent(actor.id) if actor.may(Right.KEEP_CONTACTS) else 0
    if count:
        title = ngettext(
            "Une personne n’a rien dit depuis trois ans : peut-on la garder ?",
            "%(num)d personnes n’ont rien dit depuis trois ans : peut-on les garder ?",
            count,
        )
        place = url_for("contacts.silent")
        row = TodayRow(title, url=place, answers=(Answer(gettext("Voir"), place, "get"),))
        yield TodayCard(Place.DO, gettext("Carnet à revoir"), (row,))
