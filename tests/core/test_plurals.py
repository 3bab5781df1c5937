"""Sentences with a number in templates: the right number, and every other fact in place."""

import pytest
from flask import render_template_string

from comms.core.languages import speaking

PAGE = (
    '{{ ngettext("%(num)d article en %(days)s j", "%(num)d articles en %(days)s j", num, days=3) }}'
)


@pytest.mark.parametrize(
    ("num", "said"), [(0, "0 article en 3 j"), (1, "1 article en 3 j"), (2, "2 articles en 3 j")]
)
def test_a_template_counts_and_holds_other_facts(here, num, said):
    with speaking("fr"):
        assert render_template_string(PAGE, num=num) == said


def test_a_percent_sign_in_a_template_stays_one(here):
    page = '{{ ngettext("%(num)d %%", "%(num)d %%", 5) }}'

    assert render_template_string(page) == "5 %"
