"""A seeded corpus of invented stories in three outlets and one without a name, enough for lines and intervals."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

SENTENCES = (
    "The two sides agreed to raise bilateral trade and to open new rail routes.",
    "Exports of grain and timber grew faster than the ministry had hoped.",
    "Delegates spoke of a multipolar world in which smaller states are heard.",
    "The speaker called for a more just international order.",
    "Wreaths were laid for those who fell in World War II.",
    "Veterans marched on Victory Day under a grey sky.",
    "Students of both countries will spend a term at the partner university.",
    "The comprehensive strategic partnership was praised by both leaders.",
    "The United Nations should stay at the centre, the envoy said.",
    "Peace and security in the region were discussed until late at night.",
    "They want to build a community with a shared future.",
    "The river rose by two metres and the old bridge was closed.",
    "A cook from the harbour won the prize for the third time.",
    "Rain is expected in the valley from Thursday on.",
    "The museum opens again after four years of repair.",
)
OUTLETS = ("Harbour Post", "Northern Courier", "The Ledger", None)


def records(count: int = 120, seed: int = 7) -> list[dict[str, str | None]]:
    """Records with id, outlet, date, title and text; one in ten has no date."""
    rng = random.Random(seed)
    first = date(2024, 9, 3)
    return [
        {
            "id": str(number),
            "outlet": rng.choice(OUTLETS),
            "date": None if rng.random() < 0.1 else (first + timedelta(days=rng.randrange(240))).isoformat(),
            "title": rng.choice(SENTENCES).rstrip("."),
            "text": " ".join(rng.choices(SENTENCES, k=rng.randint(3, 14))),
        }
        for number in range(count)
    ]


def reprints(originals: list[dict[str, str | None]], every: int = 8) -> list[dict[str, str | None]]:
    """Every eighth of some records again: in the next outlet, two days later where it has a day, "At last." added."""
    copies = []
    for number, record in enumerate(originals[::every]):
        day = record["date"] and (date.fromisoformat(record["date"]) + timedelta(days=2)).isoformat()
        outlet = OUTLETS[(OUTLETS.index(record["outlet"]) + number % 2) % len(OUTLETS)]
        copies.append(
            record | {"id": f"r{number}", "outlet": outlet, "date": day, "text": f"{record['text']} At last."}
        )
    return copies


def write(path: Path, count: int = 120, *, with_reprints: bool = False) -> Path:
    """The records as JSON lines, with some of them printed twice if asked for."""
    every = records(count)
    every += reprints(every) if with_reprints else []
    path.write_text("".join(json.dumps(record) + "\n" for record in every))
    return path
