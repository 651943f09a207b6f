"""What a record's first line says where its fields are silent."""

from dashboard.articles.dates import Reading, read_field
from dashboard.articles.lead import day_of_lead, head_of, outlet_of_lead
from dashboard.articles.outlets import Named, registry
from dashboard.settings import Outlet

TABLE = registry((Outlet("Xinhua", aliases=("Xinhua News Agency",)), Outlet("Wire", distributor=True)))
LEAD = "\nBEIJING, May 6, 2025 (Xinhua News Agency) -- At the invitation of\nMore."


def test_a_dateline_names_the_agency_by_its_canonical_name():
    """Only where the record names nobody."""
    assert outlet_of_lead(Named(None, None), LEAD, TABLE).name == "Xinhua"
    assert outlet_of_lead(Named("Herald", "field"), LEAD, TABLE).name == "Herald"
    assert outlet_of_lead(Named(None, None), "They met.", TABLE) == Named(None, None)


def test_a_distributor_of_a_dateline_stays_apart():
    """It passed the story on."""
    named = outlet_of_lead(Named(None, None), "PARIS, 6 May 2025 (Wire) -- At the", TABLE)

    assert (named.name, named.distributor) == (None, "Wire")


def test_a_dateline_gives_the_day_only_to_an_empty_field():
    """What was refused stays refused: a person has to look."""
    assert day_of_lead(Reading(None), LEAD).read_from == "dateline"
    assert day_of_lead(read_field("2025-05-07"), LEAD).day == "2025-05-07"
    assert day_of_lead(read_field("9/6/17"), LEAD).day is None


def test_prose_is_no_dateline():
    """A date in a sentence is never looked at."""
    assert head_of("On May 6, 2025, he went to Moscow.") is None
