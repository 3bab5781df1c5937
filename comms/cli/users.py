"""`flask users`: members, from the machine itself."""

import sys

import click

from comms.accounts import queries
from comms.accounts.models import Member
from comms.accounts.rules import addresses
from comms.accounts.service import links, members
from comms.accounts.service.members import MemberWrong, Newcomer
from comms.cli.answer import Said, answers
from comms.core.refusal import Refused


@click.group("users")
def command() -> None:
    """Members: add one, list them, bring back one who lost everything."""


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As the others will see it.")
@click.option("--role", required=True, help="guest, author, approver or admin.")
@click.option("--college", help="Of an approver: staff or board.")
@click.option(
    "--password-stdin", is_flag=True, required=True, help="Read the pass-phrase from stdin."
)
@answers
def add(email: str, name: str, role: str, college: str | None, password_stdin: bool) -> Said:
    """Add a member, who signs in with the pass-phrase given on stdin."""
    passphrase = sys.stdin.buffer.read().decode(errors="replace") if password_stdin else ""
    member = members.add(Newcomer(email, name, role, college), passphrase, passphrase)
    return Said(_told(member), f"{member.id} {member.email} {member.role}")


@command.command("list")
@answers
def list_all() -> Said:
    """List the members whose account is open."""
    found = [{**_told(each), "name": each.name} for each in queries.active()]
    rows = (f"{each['id']}\t{each['email']}\t{each['role']}\t{each['name']}" for each in found)
    return Said(found, "\n".join(rows))


@command.command("rescue")
@click.argument("email")
@answers
def rescue(email: str) -> Said:
    """Print a link for a new pass-phrase, and take the second factor away."""
    member = queries.by_address(addresses.key_of(email))
    if member is None:
        raise Refused(MemberWrong.UNKNOWN)
    members.reset_factor(member, actor=None)
    link = links.make_reset(member, actor=None)
    return Said({"id": member.id, "link": link}, link)


def _told(member: Member) -> dict[str, object]:
    return {
        "id": member.id,
        "email": member.email,
        "role": member.role,
        "college": member.college,
    }
