"""Three boxes write a query, and a query that three boxes can say goes back into them."""

import pytest

from comms.core.query import read
from comms.monitoring.archive.rules import text_of
from comms.monitoring.watches.rules.boxes import Boxes, boxes_of, written
from comms.monitoring.watches.rules.leaving_out import sought
from comms.monitoring.watches.rules.own_sites import is_own, sites

WRITTEN = [
    (Boxes("Calais expulsion"), "Calais expulsion"),
    (Boxes(any="Calais Dunkerque"), "Calais OU Dunkerque"),
    (Boxes("HRO", "Calais Dunkerque"), "HRO (Calais OU Dunkerque)"),
    (Boxes("HRO", "Calais"), "HRO Calais"),
    (Boxes(any="a1 b2", none="rugby foot"), "(a1 OU b2) -rugby -foot"),
    (Boxes('"Human Rights Observers"', none="-« Grande Synthe »"),
     '"Human Rights Observers" -« Grande Synthe »'),
    (Boxes("title:Calais expul* =HRO"), "title:Calais expul* =HRO"),
    (Boxes("rien OR tout"), 'rien "or" tout'),
    (Boxes("Calais, Dunkerque ! ( )"), "Calais, Dunkerque"),
    (Boxes("HRO", sources=("La Nuit", "Le « Nord »")),
     'HRO -source:"La Nuit" -source:"Le « Nord »"'),
    (Boxes("HRO", none="foot", sources=('"Amina" - Google',)),
     'HRO -foot -source:« "Amina" - Google »'),
    (Boxes(any="a1 b2", sources=("Nord",)), '(a1 OU b2) -source:"Nord"'),
    (Boxes(), ""),
]  # fmt: skip


@pytest.mark.parametrize(("boxes", "query"), WRITTEN)
def test_boxes_write_a_query(boxes, query):
    assert written(boxes) == query


@pytest.mark.parametrize("boxes", [each[0] for each in WRITTEN if written(each[0])])
def test_what_boxes_write_goes_back_into_boxes_and_means_the_same(boxes):
    query = written(boxes)

    again = boxes_of(read(query))

    assert again is not None
    assert written(again) == query


def test_sources_left_out_go_back_where_they_were_chosen():
    boxes = Boxes("HRO", none="foot source:nuit", sources=("La Nuit", 'Le "Nord"'))

    again = boxes_of(read(f"{written(boxes)} -source:Sud"))

    # What somebody wrote in another form than ours stays as it was written.
    assert again == Boxes("HRO", "", "foot source:nuit source:Sud", boxes.sources)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("La Nuit", "La Nuit"),
        ("Le Nord *", "Le Nord"),
        ("=Nord et Sud=", "et Sud="),
        ("***", ""),
        ('« A » “B” "C"', '« A » “B” "C"'),
    ],
)
def test_a_source_is_named_as_far_as_the_language_can_look_for_it(name, said):
    assert sought(name) == said


def test_a_source_the_language_cannot_name_is_not_left_out_and_breaks_nothing():
    for name in ("***", '« A » “B” "C"', "—"):
        assert written(Boxes("HRO", sources=(name,))) == "HRO"


def test_an_exclusion_that_names_a_source_goes_among_the_sources():
    boxes = Boxes("HRO", none="foot").but('source:"La Nuit"').but('source:"La Nuit"').but("rugby")

    assert boxes == Boxes("HRO", none="foot rugby", sources=("La Nuit",))


def test_a_version_kept_before_sources_could_be_chosen_is_read():
    assert Boxes.of({"all": "HRO", "any": "", "none": ""}) == Boxes("HRO")
    assert Boxes.of(Boxes("HRO", sources=("La Nuit",)).plain()).sources == ("La Nuit",)


@pytest.mark.parametrize(
    "query", ["a NEAR b", "(a OR b) (c OR d)", "a (b OR (c d))", "a -(b c)", "NOT NOT a"]
)
def test_a_query_that_says_more_than_boxes_stays_in_its_language(query):
    assert boxes_of(read(query)) is None


def test_an_article_is_its_content_and_what_its_summary_says_beside():
    assert text_of("Un été.", "<p>Un &eacute;t&eacute;.</p><p>Puis l’automne.</p>") == (
        "Un été.<p><p>Un &eacute;t&eacute;.</p><p>Puis l’automne.</p>"
    )
    assert text_of("Un été …", "<p>Un été</p> <p>puis</p>") == "<p>Un été</p> <p>puis</p>"
    assert text_of("Un été", "") == "Un été"


def test_our_own_sites_are_known_by_their_host():
    own = sites("https://www.exemple.org/fr\nblog.voix.example")

    assert own == ["exemple.org", "blog.voix.example"]
    assert is_own("https://exemple.org/a", own)
    assert is_own("http://dons.exemple.org/a", own)
    assert not is_own("https://contre-exemple.org/a", own)
    assert not is_own("https://[", own)


def test_an_own_site_with_an_accent_is_one_however_it_is_written():
    assert is_own("https://dons.xn--t-9fab.example/a", sites("été.example"))
    assert is_own("https://été.example/a", sites("xn--t-9fab.example"))


def test_a_line_that_is_no_address_at_all_is_named_as_it_was_typed():
    with pytest.raises(ValueError, match=r"^http://\[exemple\.org$"):
        sites("http://[exemple.org")


def test_a_box_of_quotes_that_are_never_closed_is_read_in_no_time():
    assert written(Boxes(all="« a " * 40_000, any="", none="")).count("a") == 40_000
