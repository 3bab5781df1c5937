"""`flask report`: the report of a year or of a campaign, as a document."""

from pathlib import Path

import click

import comms.reports.forms  # noqa: F401 - teaches why a report cannot be made
from comms.campaigns.models import Campaign
from comms.cli.answer import Said, answers, fail
from comms.core.db import db
from comms.reports.rules import YEARS
from comms.reports.service import composing, gathering
from comms.reports.service.gathering import Subject

FORM = click.option(
    "--format", "form", type=click.Choice(list(composing.FORMATS)), default="pdf", show_default=True
)
OUT = click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))


@click.group("report")
def command() -> None:
    """Write the report of a year or of a campaign."""


@command.command("year")
@click.argument("year", type=click.IntRange(YEARS.start, YEARS.stop - 1))
@FORM
@OUT
@answers
def of_year(year: int, form: str, out: Path | None) -> Said:
    """Write the activity report of YEAR, to stdout or to OUT."""
    return _written(gathering.of_year(year), form, out)


@command.command("campaign")
@click.argument("campaign_id", type=int)
@FORM
@OUT
@answers
def of_campaign(campaign_id: int, form: str, out: Path | None) -> Said:
    """Write the report of campaign CAMPAIGN_ID, to stdout or to OUT."""
    campaign = db.session.get(Campaign, campaign_id)
    if campaign is None:
        raise click.UsageError(f"no campaign {campaign_id}")
    return _written(gathering.of_campaign(campaign), form, out)


def _written(subject: Subject, form: str, out: Path | None) -> Said:
    made = composing.write(form, gathering.gathered(subject))
    if out is None:
        return Said(None, document=made)
    try:
        out.write_bytes(made)
    except OSError as error:
        fail(f"{out}: {error.strerror}")
    return Said({"path": str(out), "bytes": len(made)}, str(out))
