"""Where the pages of joint statements and kits hang, and which of them an invitation stands on."""

from flask import Blueprint, url_for

from comms.core.db import db
from comms.cosigning.models import Collection, Invited, PartnerKit

bp = Blueprint("cosigning", __name__)


def page_of(invitation: Invited) -> str:
    """Return the address of the page an invitation stands on."""
    if invitation.kit_id is not None:
        kit = db.session.get_one(PartnerKit, invitation.kit_id)
        return url_for("cosigning.show_kit", piece_id=kit.piece_id)
    collection = db.session.get_one(Collection, invitation.collection_id)
    return url_for("cosigning.show", piece_id=collection.piece_id)
