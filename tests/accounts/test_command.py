"""`flask users`: members, from the machine itself."""

import json

import pytest
from click.testing import Result
from flask import Flask

from comms import cli
from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.rights import College, Role
from tests.accounts.doors import enrol, enter
from tests.cast import PASSPHRASE, Cast


def run(app: Flask, *words: str, stdin: str = "") -> Result:
    if "users" not in app.cli.commands:
        cli.install(app)
    return app.test_cli_runner().invoke(args=["users", *words], input=stdin)


def add(app: Flask, email: str, *words: str, passphrase: str = PASSPHRASE) -> Result:
    return run(app, "add", email, "--password-stdin", "--json", *words, stdin=f"{passphrase}\n")


def test_a_member_is_added_as_the_contract_says(app: Flask) -> None:
    said = add(app, "ines@exemple.org", "--name", "Inès", "--role", "author")

    assert said.exit_code == 0
    assert json.loads(said.stdout) == {
        "id": 1,
        "email": "ines@exemple.org",
        "role": "author",
        "college": None,
    }


def test_an_author_added_so_signs_in_with_the_pass_phrase_alone(app: Flask) -> None:
    add(app, "ines@exemple.org", "--name", "Inès", "--role", "author")

    assert enter(app.test_client()).location == "/"


def test_an_approver_added_so_sets_a_second_factor_up(app: Flask) -> None:
    words = ("--name", "Sacha", "--role", "approver", "--college", "board")
    said = add(app, "sacha@exemple.org", *words)

    assert json.loads(said.stdout)["college"] == "board"
    assert enter(app.test_client(), "sacha@exemple.org").location.startswith("/login/second")


@pytest.mark.parametrize(
    ("email", "words", "passphrase", "sentence"),
    [
        ("ines", ("--role", "author"), PASSPHRASE, "n’en est pas une"),
        ("zoe@exemple.org", ("--role", "chef"), PASSPHRASE, "guest, author, approver, admin"),
        ("zoe@exemple.org", ("--role", "approver"), PASSPHRASE, "parle pour un collège"),
        ("zoe@exemple.org", ("--role", "approver", "--college", "x"), PASSPHRASE, "staff, board"),
        ("zoe@exemple.org", ("--role", "author"), "court", "14 caractères"),
        ("zoe@exemple.org", ("--role", "author"), "", "14 caractères"),
        ("INES@exemple.org", ("--role", "author"), PASSPHRASE, "déjà inscrite"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    app: Flask, cast: Cast, email: str, words: tuple[str, ...], passphrase: str, sentence: str
) -> None:
    cast.actor("ines")

    said = add(app, email, "--name", "Zoé", *words, passphrase=passphrase)

    assert said.exit_code == 1
    assert sentence in said.stderr
    assert said.stdout == ""


def test_a_pass_phrase_is_never_an_argument(app: Flask) -> None:
    said = run(app, "add", "zoe@exemple.org", "--name", "Zoé", "--role", "author")

    assert said.exit_code == 2
    assert "--password-stdin" in said.stderr


def test_members_are_listed(app: Flask, cast: Cast) -> None:
    cast.actor("zoe", Role.GUEST)
    cast.actor("ada", Role.ADMIN)

    said = json.loads(run(app, "list", "--json").stdout)

    assert [each["name"] for each in said] == ["Ada", "Zoe"]


def test_one_who_lost_everything_is_brought_back(app: Flask, cast: Cast) -> None:
    cast.actor("ada", Role.ADMIN)
    theirs, _secret = enrol(app, "ada@exemple.org")

    said = json.loads(run(app, "rescue", "ada@exemple.org", "--json").stdout)

    assert theirs.get("/").status_code == 303
    form = {"passphrase": "vingt barques sous la brume", "again": "vingt barques sous la brume"}
    answer = theirs.post("/" + said["link"].split("/", 3)[3], data=form)
    assert "<svg" in theirs.get(answer.location).text


def test_nobody_is_not_brought_back(app: Flask) -> None:
    said = run(app, "rescue", "qui@exemple.org")

    assert said.exit_code == 1
    assert "Personne n’est inscrit" in said.stderr


def test_what_the_machine_does_has_no_actor(app: Flask, cast: Cast) -> None:
    cast.actor("sacha", Role.APPROVER, College.STAFF)

    add(app, "zoe@exemple.org", "--name", "Zoé", "--role", "guest")

    with app.app_context():
        line = db.session.query(AuditLine).one()
        assert (line.actor, line.act) == (None, "member.added")
