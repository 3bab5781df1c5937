"""The invented people of the tests, and their browsers."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.accounts import queries
from comms.accounts.models import Member
from comms.accounts.routes import browser
from comms.accounts.service import hashing, sessions
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Actor, College, Role

PASSPHRASE = "marée haute sur la digue"


class Cast:
    """Makes members as they are asked for; each comes signed in."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def actor(
        self, name: str = "ines", role: Role = Role.AUTHOR, college: College | None = None
    ) -> Actor:
        """Return a member as verbs see them; made the first time. Commits."""
        with self.app.app_context():
            actor = queries.actor(_member(name, role, college))
            db.session.commit()
        return actor

    def browser(
        self, name: str = "ines", role: Role = Role.AUTHOR, college: College | None = None
    ) -> FlaskClient:
        """Return a browser in which this member is signed in, straight through a session row."""
        client = self.app.test_client()
        with self.app.app_context(), client.session_transaction() as cookie:
            member = _member(name, role, college)
            browser.carry(cookie, sessions.begin(member, "Firefox, Linux"))
            db.session.commit()
        return client


def _member(name: str, role: Role, college: College | None) -> Member:
    email = f"{name}@exemple.org"
    known = db.session.scalar(select(Member).where(Member.email_key == email))
    if known is not None:
        return known
    member = Member(
        email=email,
        email_key=email,
        name=name.capitalize(),
        role=role,
        college=college,
        passphrase=hashing.hash_of(PASSPHRASE),
        made_at=clock.now(),
    )
    db.session.add(member)
    db.session.flush()
    return member
