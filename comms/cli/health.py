"""`flask health`: tell whether the machine is well."""

from typing import Any

import click

from comms.cli.answer import Said, answers, as_document, fail
from comms.core import clock, health
from comms.core.health import Health


@click.command("health")
@answers
def command() -> Said:
    """Tell whether the machine is well; exit 1 when it is not."""
    seen = health.look(clock.now())
    if not seen.ok:
        if _wants_json():
            click.echo(as_document(_told(seen)))
        fail(_trouble(seen))
    waiting = f"{seen.doubtful} doubtful, {seen.missed} missed"
    return Said(_told(seen), f"All is well: {len(seen.jobs)} jobs, {waiting}.")


def _wants_json() -> bool:
    context = click.get_current_context()
    return bool(context.params.get("as_json"))


def _told(seen: Health) -> dict[str, Any]:
    return {
        "ok": seen.ok,
        "database": seen.database,
        "jobs": [
            {
                "name": job.name,
                "due_at": job.due_at,
                "last_ok": job.last_ok,
                "last_error": job.last_error,
            }
            for job in seen.jobs
        ],
        "doubtful": seen.doubtful,
        "missed": seen.missed,
    }


def _trouble(seen: Health) -> str:
    if not seen.database:
        return "The database does not answer: is its disk full, or its server stopped?"
    names = ", ".join(seen.silent)
    return (
        f"Nobody has run for more than 10 minutes: {names}. "
        "Start the jobs: `python app.py`, or `flask jobs work`."
    )
