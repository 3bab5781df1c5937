"""Plays the joint statement of the demonstration: asked, signed, changed, asked again."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from comms.contacts.book.models import Contact, Outlet
from comms.contacts.book.queries import outlets as book
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import OutletWords, outlet_key
from comms.contacts.book.service import outlets as newsrooms
from comms.contacts.files.service import importing, reading
from comms.core import clock, outward
from comms.core.db import db
from comms.core.ways import Way
from comms.cosigning.models import Collection, Invited, PartnerMail
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import Name
from comms.cosigning.service import answering, asking, collecting, kits
from comms.cosigning.service.answering import Signed
from comms.cosigning.service.collecting import Wish
from comms.pieces import service as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content, Plan
from comms.pieces.rules.states import State
from comms.portability.rules import scenes_signing as scene
from comms.portability.rules.cast import PRESS_CONTACT
from comms.portability.rules.scenes_signing import Partner
from comms.portability.service.staging import Stage
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords


def play(stage: Stage) -> None:
    """Let Inès write the appeal, Léa ask the partners, and each answer on their day."""
    with clock.fixed(stage.now - timedelta(days=6)):
        _know_partners(stage)
        piece = _write(stage)
    with clock.fixed(stage.now - timedelta(days=5)):
        collection = _ask(piece, stage)
    for partner in scene.PARTNERS:
        _answer(partner, collection, stage)
    with clock.fixed(stage.now - timedelta(days=2)):
        _change(piece, stage)
        asking.ask_again(collection, actor=stage.members["lea"])
        _let_leave()
    for partner in scene.PARTNERS:
        if lately := partner.again or (partner.signed == 1):
            _sign(partner, collection, stage, int(lately))


def share(stage: Stage) -> None:
    """Prepare a kit of what is planned next, for three partners: its links wait for the hour."""
    planned = select(Piece).where(
        Piece.kind == "release", Piece.state == State.SCHEDULED, Piece.due_at > stage.now
    )
    piece = db.session.scalars(planned.order_by(Piece.due_at)).first()
    assert piece is not None
    lea = stage.members["lea"]
    with clock.fixed(stage.now - timedelta(days=1)):
        kit = kits.open_kit(piece, None, scene.KIT_WORD, actor=lea)
        three = [each.outlet.id for each in book.partners(lea.id)][:3]
        kits.give(kit, three, by_mail=True, actor=lea)
        _let_leave()


def _know_partners(stage: Stage) -> None:
    """Bring the partners into the book, with who signs for each."""
    lines = [f"{each.person};{each.name};{each.email}" for each in scene.PARTNERS]
    understood = reading.understand("\n".join(["nom;média;email", *lines]).encode())
    ines = stage.members["ines"]
    importing.take_in(understood, name="partenaires.csv", origin="Réunion du littoral", actor=ines)
    for each in scene.PARTNERS:
        outlet = db.session.scalars(select(Outlet).where(Outlet.key == outlet_key(each.name))).one()
        words = OutletWords(name=each.name, medium=Medium.PARTNER)
        newsrooms.change_outlet(outlet, words, actor=ines)
        person = db.session.scalars(select(Contact).where(Contact.name == each.person)).one()
        newsrooms.let_sign(outlet, person, actor=ines)


def _write(stage: Stage) -> Piece:
    ines = stage.members["ines"]
    words = ReleaseWords(
        title=scene.TITLE, place="Calais", body=scene.FIRST, contacts=(PRESS_CONTACT,)
    )
    campaign = stage.campaigns["eau"].id
    made = releases.begin(words, Plan(), actor=ines, campaign_id=campaign)
    arabic = replace(words, lang="ar", title=scene.ARABIC_TITLE, place="كاليه", body=scene.ARABIC)
    releases.translate(made, arabic, Plan(), actor=ines)
    return made


def _ask(piece: Piece, stage: Stage) -> Collection:
    lea = stage.members["lea"]
    wish = Wish(stage.now + timedelta(days=3), ("fr", "ar"), scene.WORD)
    made = collecting.open_collection(piece, wish, actor=lea)
    wanted = [each.outlet.id for each in book.partners(lea.id)]
    asking.ask(made, wanted, by_mail=True, actor=lea)
    asking.ask_by_hand(made, scene.BY_HAND, "fr", actor=lea)
    _let_leave()
    return made


def _let_leave() -> None:
    """Write the receipts of the mails to partners. Sends nothing."""
    due = db.session.scalars(select(PartnerMail).where(PartnerMail.state == Way.DUE))
    for mail in due.all():
        outward.decide(mail, Way.SENT, now=clock.now())


def _answer(partner: Partner, collection: Collection, stage: Stage) -> None:
    invited = _invited(partner, collection)
    with clock.fixed(stage.now - timedelta(days=3, hours=5)):
        if partner.says:
            answering.remark(invited, partner.says)
        if partner.declines:
            answering.decline(invited, partner.declines)
    if partner.signed > 2:
        _sign(partner, collection, stage, partner.signed)


def _invited(partner: Partner, collection: Collection) -> Invited:
    return next(each for each in collection.invitations if each.partner == partner.name)


def _sign(partner: Partner, collection: Collection, stage: Stage, days: int) -> None:
    """Sign as the partner would on its page, at its hour."""
    with clock.fixed(stage.now - timedelta(days=days, hours=len(partner.name) % 7)):
        names = {"fr": partner.name, "ar": partner.arabic}
        given = {
            lang: Signed(text.hash, Name(names[lang], partner.person, partner.role))
            for lang, text in asked.readable(collection).items()
            if names.get(lang)
        }
        answering.sign(_invited(partner, collection), given)


def _change(piece: Piece, stage: Stage) -> None:
    """Change what a partner asked for; one remark is read by then."""
    db.session.refresh(piece)
    content = Content.of(piece.revisions[-1].content)
    body = str(content.words["body"]).replace(scene.WAS, scene.BECAME)
    changed = Content({**content.words, "body": body}, content.plan)
    pieces.save(piece, changed, base=piece.number, actor=stage.members["ines"])
