"""What is typed of a campaign, and why it cannot be kept so."""

from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.campaigns.models import Campaign
from comms.campaigns.rules import LONGEST, CampaignWrong
from comms.campaigns.service import Draft
from comms.core.given import read_day, told
from comms.core.refusal import Refused, teach

FIELDS = ("name", "goal", "audiences", "starts_on", "ends_on")

teach(
    {
        CampaignWrong.NO_NAME: _l("Donnez un nom à la campagne."),
        CampaignWrong.BAD_DATE: _l(
            "« %(text)s » n’est pas un jour. Écrivez « 20 juin » ou « 20/6/2030 »."
        ),
        CampaignWrong.ENDS_FIRST: _l("La campagne finirait avant d’avoir commencé."),
        CampaignWrong.TOO_LONG: _l("C’est trop long : dites l’essentiel en quelques phrases."),
        CampaignWrong.CLOSED: _l("Cette campagne est close. Rouvrez-la pour la modifier."),
    }
)


def read(fields: MultiDict[str, str]) -> Draft:
    """Read a campaign.

    Raises:
        Refused: a day that is none.
    """
    return Draft(
        name=fields.get("name", ""),
        goal=fields.get("goal", "").replace("\r\n", "\n")[: LONGEST + 1],
        audiences=fields.get("audiences", "").replace("\r\n", "\n")[: LONGEST + 1],
        starts_on=_day(fields, "starts_on"),
        ends_on=_day(fields, "ends_on"),
    )


def _day(fields: MultiDict[str, str], name: str) -> date | None:
    try:
        return read_day(fields, name)
    except Refused as wrong:
        raise Refused(CampaignWrong.BAD_DATE, text=told(fields, name)[:40]) from wrong


def shown(campaign: Campaign | None) -> dict[str, str]:
    """Return what stands in the fields."""
    return {name: str(getattr(campaign, name, None) or "") for name in FIELDS}
