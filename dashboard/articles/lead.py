"""What the first line of a record's text says where its fields are silent: the agency and the day of a dateline."""

from dataclasses import replace

from dashboard.articles.datelines import Head, read_head
from dashboard.articles.dates import Reading
from dashboard.articles.outlets import Named, Registry, choose

FROM_DATELINE = "the day is the one of its dateline"


def head_of(body: str) -> Head | None:
    """The dateline at the start of a text; None for none."""
    return read_head(body[:400].lstrip().partition("\n")[0])


def outlet_of_lead(named: Named, body: str, table: Registry) -> Named:
    """The agency of the dateline, for a record that names no outlet; a distributor stays apart.

    Example:
        >>> from dashboard.articles.outlets import registry
        >>> outlet_of_lead(Named(None, None), "BEIJING, May 6, 2025 (Xinhua) -- At the invitation", registry(()))
        Named(name='Xinhua', read_from='dateline', distributor=None)
    """
    head = None if named.name else head_of(body)
    if not head or not head.agency:
        return named
    found = choose([(head.agency, "dateline")], table)
    return replace(found, distributor=named.distributor or found.distributor)


def day_of_lead(when: Reading, body: str) -> Reading:
    """The full day of the dateline, for a record whose date field is empty.

    Example:
        >>> day_of_lead(Reading(None), "BEIJING, May 6, 2025 (Xinhua) -- At the invitation").day
        '2025-05-06'
    """
    head = None if when.day or when.refused else head_of(body)
    if not head or not head.moment:
        return when
    return replace(when, day=head.moment.day, time=head.moment.time, note=FROM_DATELINE, read_from="dateline")
