"""Who published a story: names joined only through the file."""

import pytest

from dashboard.articles.outlets import choose, find, is_name, of_address, of_record, registry
from dashboard.settings import Outlet, load_settings

TABLE = registry(
    (
        Outlet("Valley Post", aliases=("The Valley Post", "VP"), hosts=("valleypost.example",)),
        Outlet("CNN", hosts=("cnn.com",)),
        Outlet("The Wire", distributor=True, hosts=("wire.example",)),
        Outlet("State Council", hosts=("gov.cn",)),
        Outlet("Ministry", hosts=("mfa.gov.cn",)),
    )
)


def test_a_name_is_found_only_when_it_stands_alone():
    """Case and blanks do not matter, other words do; short names only as written."""
    assert find(TABLE, "(the  VALLEY post)").name == "Valley Post"
    assert find(TABLE, "VP").name == "Valley Post"
    assert find(TABLE, "vp") is None
    assert find(TABLE, "the Valley Post reported") is None


@pytest.mark.parametrize(
    ("field", "url", "name", "place"),
    [
        ("the valley post", None, "Valley Post", "field"),
        ("Some Blog", "https://cnn.com/a", "Some Blog", "field"),
        ("https://www.cnn.com/world", None, "CNN", "field"),
        ("amp.cnn.com", None, "CNN", "field"),
        ("www.herald.example", None, "herald.example", "field"),
        ("The Wire", "https://cnn.com/a", "CNN", "address"),
        ("The Wire", None, None, None),
        (None, "https://moe.gov.cn/a", None, None),
        (None, "https://english.www.gov.cn/a", "State Council", "address"),
        (None, "https://mfa.gov.cn/a", "Ministry", "address"),
        ("CNN (Web News)", None, "CNN (Web News)", "field"),
        (None, "https://edition.cnn.com/a", "CNN", "address"),
        (None, "https://notcnn.com/a", None, None),
        (None, "https://wire.example/a", None, None),
        (None, "http://[broken", None, None),
        (None, None, None, None),
    ],
)
def test_records_name_their_outlet_in_a_field_or_by_their_address(field, url, name, place):
    """A field wins; what the file does not know keeps its own words; nothing is guessed."""
    named = of_record(TABLE, field, url)

    assert (named.name, named.read_from) == (name, place)


def test_who_passed_a_record_on_stands_apart():
    """Named in the field, or by the address."""
    assert of_record(TABLE, "The Wire", "https://cnn.com/a").distributor == "The Wire"
    assert of_record(TABLE, "CNN", "https://wire.example/a") == of_record(TABLE, "CNN", "http://wire.example/b")
    assert of_record(TABLE, "CNN", "https://wire.example/a").distributor == "The Wire"


def test_a_distributor_never_becomes_the_outlet():
    """It stands apart, and the publisher wins however unsure its place."""
    assert choose([("The Wire", "dateline")], TABLE).name is None
    assert choose([("The Wire", "dateline"), ("VP", "copyright line")], TABLE).name == "Valley Post"
    assert choose([], TABLE).distributor is None


def test_names_are_told_from_clauses():
    """Capitals make a name, small words inside it are allowed."""
    assert is_name("Ministry of Foreign Affairs")
    assert not is_name("the minister said on Monday")
    assert not is_name("")


def test_the_files_names_are_clear():
    """No name, alias or host of data/outlets.toml means two outlets, and the field is covered."""
    outlets = load_settings().outlets
    said = [(name.casefold(), outlet.name) for outlet in outlets for name in {outlet.name, *outlet.aliases}]
    hosts = [(host, outlet.name) for outlet in outlets for host in outlet.hosts]

    assert len({name for name, _ in said}) == len(set(said))
    assert len({host for host, _ in hosts}) == len(hosts)
    assert len(outlets) >= 50
    assert of_address(registry(outlets), "https://english.news.cn/a").name == "Xinhua"


def test_parents_stand_in_the_file_themselves():
    """A parent that is an outlet is named as the file names it."""
    outlets = {outlet.name for outlet in load_settings().outlets}
    parents = {outlet.parent for outlet in load_settings().outlets} - {""}

    assert parents <= outlets | {"Rossiya Segodnya"}
