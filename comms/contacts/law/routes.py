"""Pages the law asks for: no more mail, erasing, who was silent, all we hold, the register."""

from collections.abc import Iterator

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.law.forms.access import told
from comms.contacts.law.queries import keeping
from comms.contacts.law.service import erasing, giving, refusing
from comms.core import options
from comms.core.languages import gettext, language, ngettext, speaking
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs


@bp.post("/<int:contact_id>/object")
@needs(Right.KEEP_CONTACTS)
def object_to(contact_id: int) -> ResponseReturnValue:
    """Write down that the person wants no more."""
    refusing.object_person(visible(contact_id), actor=current_member())
    flash(gettext("Opposition notée : plus rien ne part vers cette personne, même déjà programmé."))
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.get("/<int:contact_id>/erase")
@needs(Right.KEEP_CONTACTS)
def confirm_erasure(contact_id: int) -> str:
    """Say what will be gone and what stays."""
    return render_template("contacts/erase.html", contact=visible(contact_id))


@bp.post("/<int:contact_id>/erase")
@needs(Right.KEEP_CONTACTS)
def erase(contact_id: int) -> ResponseReturnValue:
    """Erase a person for good."""
    contact = visible(contact_id)
    if request.form.get("sure") != "yes":
        abort(400)
    erasing.erase(contact, actor=current_member())
    flash(gettext("C’est effacé. Il ne reste qu’une empreinte, pour que personne ne revienne."))
    return redirect(url_for(".overview"), 303)


@bp.get("/silent")
@needs(Right.READ)
def silent() -> str:
    """Show who said nothing for three years: to be asked, then kept or erased."""
    reader_id = current_member().id
    return render_template(
        "contacts/silent.html",
        people=keeping.silent(reader_id),
        count=keeping.count_silent(reader_id),
        association=options.get("association"),
    )


@bp.post("/<int:contact_id>/stays")
@needs(Right.KEEP_CONTACTS)
def stays(contact_id: int) -> ResponseReturnValue:
    """Write down that a person was asked and said yes."""
    contact = visible(contact_id)
    text = gettext("A accepté de rester dans le carnet.")
    giving.agreed_to_stay(contact, text, actor=current_member())
    flash(gettext("%(name)s reste : trois ans courent de nouveau.", name=contact.name))
    return redirect(url_for(".silent"), 303)


@bp.post("/<int:contact_id>/access")
@needs(Right.KEEP_CONTACTS)
def give_access(contact_id: int) -> Response:
    """Give everything we hold of a person as one file, in a language; who asked is written."""
    contact, actor = visible(contact_id), current_member()
    with speaking(request.form.get("lang", language())):
        said = told(contact, actor)
        document = giving.access_file(contact, said, language(), actor=actor)
    return _document(document, f"acces-{contact_id}.html")


@bp.get("/register")
@needs(Right.READ)
def register() -> ResponseReturnValue:
    """Show the register of processing of the book; `document=1` gives it as a file."""
    if request.args.get("document"):
        return _document(giving.legal_register(), "registre-des-traitements.html")
    return render_template(
        "contacts/processing.html",
        kept=keeping.kept(),
        association=options.get("association"),
        press_contact=options.get("press_contact"),
    )


def _document(document: bytes, name: str) -> Response:
    answer = Response(document, mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def today(actor: Actor) -> Iterator[TodayCard]:
    """Ask about who was silent for three years."""
    count = keeping.count_silent(actor.id) if actor.may(Right.KEEP_CONTACTS) else 0
    if count:
        title = ngettext(
            "Une personne n’a rien dit depuis trois ans : peut-on la garder ?",
            "%(num)d personnes n’ont rien dit depuis trois ans : peut-on les garder ?",
            count,
        )
        place = url_for("contacts.silent")
        row = TodayRow(title, url=place, answers=(Answer(gettext("Voir"), place, "get"),))
        yield TodayCard(Place.DO, gettext("Carnet à revoir"), (row,))
