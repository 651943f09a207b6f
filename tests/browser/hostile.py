"""Records and a page that try everything: markup, Markdown, addresses that run, formulas, signs that turn text."""

import json
from pathlib import Path

ELSEWHERE = "http://127.0.0.2:9999"  # nobody listens there; a request to it shows in the log
ATTACKS = (
    "<script>window.PWN=1</script>",
    f"<img src={ELSEWHERE}/i.png onerror=window.PWN=1>",
    "<svg onload=window.PWN=1><style>*{display:none}</style>",
    "</script></title></style><script>window.PWN=1</script>",
    f"![picture]({ELSEWHERE}/m.png) [here](javascript:window.PWN=1)",
    f":red[stop] :material/home: $x^2$ `code` <{ELSEWHERE}/auto>",
    f'<a href="javascript:window.PWN=1">go</a> <b>bold</b> <a href="{ELSEWHERE}/a">out</a>',
    "%{customdata} %{x} ${window.PWN=1} {{window.PWN=1}} <extra>box</extra><br>line",
    f'=HYPERLINK("{ELSEWHERE}/f","open")',
    "+1+cmd|' /C calc'!A0",
    "\u202egnp.exe \u2066inner\u2067 \u200bzero\u200dwidth\ufeff",
    "W" * 10_000,
    "' onmouseover='window.PWN=1' x=\" onfocus=window.PWN=1 autofocus \"",
    "__proto__ constructor ~ null",
)
DAYS = 36  # so many records that the pages draw lines; a filter leaves few, and they draw dots
PAGE = "<img src=x onerror=window.PWN=1> ![a](b) $x$.txt"


def record(day: int) -> dict[str, str]:
    """One story with an attack in every field; its words make marks of two themes."""
    attack = ATTACKS[day % len(ATTACKS)]
    return {
        "id": f"{day}{attack}",
        "outlet": attack if day % 3 else "Example Times",
        "date": f"2025-{day // 28 + 1:02d}-{day % 28 + 1:02d}",
        "title": attack,
        "author": attack,
        "url": f"javascript:window.PWN=1//{day}" if day % 2 else f'{ELSEWHERE}/"onclick="window.PWN=1',
        "text": f"The two sides want a multipolar world {attack} and more trade.\n{attack}\nTrade tariffs rose {day}.",
    }


def write(folder: Path) -> Path:
    """A folder with the records and a page whose very name is an attack."""
    lines = [json.dumps(record(day), ensure_ascii=day % 2 == 0) for day in range(DAYS)]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    body = "\n\n".join(f"The ports signed a trade agreement {attack} on Monday." for attack in ATTACKS)
    (folder / PAGE).write_text(f"{ATTACKS[0]}\n\nBy {ATTACKS[1]}\n2025-03-01\n\n{body}\n", encoding="utf-8")
    return folder
