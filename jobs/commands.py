"""`flask jobs`: list what runs by itself, run one job now, be one worker."""

from dataclasses import asdict, dataclass
from datetime import datetime

import click
from flask.cli import ScriptInfo

from comms.cli.answer import Said, answers, fail
from comms.core import clock, turns
from comms.core.turns import Turn
from jobs import runner
from jobs.schedule import SCHEDULE, Job


@dataclass(frozen=True)
class Line:
    """One job as the commands tell it; instants are None before its first turn."""

    name: str
    every: int  # seconds
    lane: str
    due_at: datetime | None = None
    last_ok: datetime | None = None
    last_error: str | None = None


@click.group("jobs")
def command() -> None:
    """List, run and work the jobs."""


@command.command("list")
@answers
def listed() -> Said:
    """List every job, how often it runs and how it went."""
    known = {turn.name: turn for turn in turns.all_turns()}
    lines = [_line(job, known.get(job.name)) for job in SCHEDULE]
    return Said([asdict(line) for line in lines], "\n".join(map(_in_words, lines)))


@command.command("run")
@click.argument("name")
@answers
def run(name: str) -> Said:
    """Run one job now, once, whoever's turn it is."""
    job = runner.find(name)
    if job is None:
        fail(f"No job is called « {name} »: {', '.join(each.name for each in SCHEDULE)}.")
    turns.enter(job.name, clock.now())
    if not runner.run_now(job):
        told = next(turn for turn in turns.all_turns() if turn.name == job.name)
        fail(f"{job.name} failed: {told.last_error}")
    return Said({"name": job.name, "ok": True}, f"{job.name}: done.")


@command.command("work")
@answers
def work() -> Said:
    """Be one worker until told to stop; several may work on one database."""
    app = click.get_current_context().ensure_object(ScriptInfo).load_app()
    runner.work(app, runner.stop_on_signals())
    return Said({"ok": True}, "Stopped; what was running is finished.")


def _line(job: Job, turn: Turn | None) -> Line:
    line = Line(job.name, int(job.every.total_seconds()), job.lane)
    if turn is None:
        return line
    return Line(line.name, line.every, line.lane, turn.due_at, turn.last_ok, turn.last_error)


def _in_words(line: Line) -> str:
    how = line.last_error or (f"last ok {line.last_ok:%Y-%m-%d %H:%M} UTC" if line.last_ok else "-")
    return f"{line.name}: every {line.every} s, {how}"
