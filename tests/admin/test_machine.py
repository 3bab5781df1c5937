"""Whether the machine is well, in sentences."""

from dataclasses import replace
from datetime import timedelta

from comms.admin.forms import SIGNS
from comms.admin.rules import (
    Ran,
    Sign,
    sign_of_links,
    signs_of_approvers,
    signs_of_jobs,
    signs_of_mail,
    signs_of_waiting,
)
from comms.core import turns
from comms.core.rights import Actor, College, Role
from comms.core.settings import SmtpDoor
from tests.conftest import NOW

OK = Ran("send mailings", NOW, NOW - timedelta(minutes=1), None)
FAILED = replace(OK, name="poll feeds", error="OSError: disk full")
LEA = Actor(1, "Léa", Role.APPROVER, College.STAFF)


def test_jobs_that_run_are_well():
    (seen,) = signs_of_jobs([OK], [])

    assert (seen.look, seen.sign, seen.facts["last"]) == ("ok", Sign.JOBS_WELL, OK.last_ok)


def test_jobs_that_never_ran_are_waited_for():
    assert signs_of_jobs([replace(OK, last_ok=None)], [])[0].sign is Sign.JOBS_NEVER


def test_each_silent_and_each_failed_job_is_named():
    found = signs_of_jobs([OK, FAILED], ["send mailings"])

    assert [(seen.sign, seen.facts["job"]) for seen in found] == [
        (Sign.JOBS_SILENT, "send mailings"),
        (Sign.JOB_FAILED, "poll feeds"),
    ]


def test_mail_without_a_server_or_a_sender_does_not_leave():
    signs = [signs_of_mail(None, ""), signs_of_mail("mx", ""), signs_of_mail("mx", "a@b.c")]

    assert [seen.sign for seen in signs] == [Sign.MAIL_OFF, Sign.MAIL_NO_SENDER, Sign.MAIL_WELL]


def test_links_that_open_only_here_or_in_clear_are_told():
    urls = ("http://127.0.0.1:5000", "http://presse.example", "https://presse.example")

    signs = [sign_of_links(url).sign for url in urls]

    assert signs == [Sign.LINKS_LOCAL, Sign.LINKS_CLEAR, Sign.LINKS_WELL]


def test_a_kind_nobody_can_approve_is_told():
    asked = {"post": [None], "release": [College.STAFF, College.BOARD]}

    found = signs_of_approvers(asked, [LEA])

    assert [(seen.facts["kind"], seen.facts["college"]) for seen in found] == [("release", "board")]


def test_a_house_without_approvers_says_so_for_every_kind():
    assert len(signs_of_approvers({"post": [None]}, [])) == 1


def test_what_waits_for_a_person_is_told_apart_from_lost_notices():
    assert signs_of_waiting(0, 0, 0) == []
    assert [each.sign for each in signs_of_waiting(2, 0, 2)] == [Sign.NOTICES_LOST]
    assert signs_of_waiting(3, 1, 2)[0].facts == {"doubtful": 1, "missed": 1}


def test_every_sign_has_its_sentence():
    assert set(SIGNS) == set(Sign)


def test_the_page_says_it_all_in_sentences(app, cast):
    door = SmtpDoor("smtp.exemple.org", 25)
    ours = replace(app.extensions["settings"], smtp=door, mail_from="presse@exemple.org")
    app.extensions["settings"] = ours
    with app.app_context():
        turns.enter("send mailings", NOW - timedelta(hours=1))
        turns.went_wrong("send mailings", "OSError: disk full", NOW)

    page = cast.browser("zoe", Role.ADMIN, College.STAFF).get("/settings").text

    assert "Personne ne s’occupe de «\u00a0envoyer les communiqués\u00a0»" in page
    assert "smtp.exemple.org" in page
    assert "ils ne s’ouvrent que sur cet ordinateur" in page
    assert "s’il dort à l’heure dite" in page
