"""The house: floors, sizes, names and safe text, held against dashboard/; and each rule against a planted breach."""

import fnmatch
from pathlib import Path

import pytest

from tests.house import imports, shape, text

PROJECT = Path(__file__).resolve().parent.parent
HOUSE = PROJECT / "dashboard"
TOP = {
    ".ci", ".git", ".gitignore", ".streamlit", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "constraints.txt",
    "dashboard", "data", "pyproject.toml", "requirements.txt", "seeds", "tests",
}  # fmt: skip
MIRRORED = ("sources", "articles", "corpus", "analysis")
RULES = (
    imports.floors, imports.libraries, imports.disk,
    shape.long_files, shape.long_functions, shape.many_arguments, shape.names, shape.empty_inits, shape.classes,
    shape.changed_arguments,
    text.markup,
)  # fmt: skip

BREACHES = [
    (
        imports.floors,
        "corpus/tokens.py",
        "from dashboard.analysis.themes import theme_hits",
        "floor 3 (corpus) imports",
    ),
    (imports.floors, "analysis/terms.py", "def f():\n    import dashboard.store.engine", "imports floor 5 (store)"),
    (imports.floors, "charts/themes.py", "from dashboard.export import tables", "imports floor 5 (export)"),
    (
        imports.floors,
        "sources/reader.py",
        "from dashboard.articles.page import read_page",
        "imports floor 2 (articles)",
    ),
    (imports.floors, "ui/card.py", "from dashboard import views", "floor 6 (ui) imports floor 7 (views)"),
    (imports.floors, "attic/box.py", "", "'attic' is not on the plan"),
    (imports.libraries, "charts/themes.py", "import streamlit as st", "streamlit below floor 6"),
    (imports.libraries, "analysis/themes.py", "import plotly.graph_objects as go", "below floor 5"),
    (imports.libraries, "sources/reader.py", "from urllib.request import urlopen", "only sources/web.py"),
    (imports.libraries, "ui/load.py", "import requests", "only sources/web.py"),
    (imports.disk, "analysis/themes.py", "open('x')", "open()"),
    (imports.disk, "ui/load.py", "from pathlib import Path\nPath('x').read_text()", "read_text()"),
    (imports.disk, "build.py", "import shutil", "shutil"),
    (imports.disk, "corpus/shards.py", "import os\nos.replace('a', 'b')", "os.replace()"),
    (shape.long_files, "ui/card.py", "x = 1\n" * 251, "251 lines"),
    (shape.long_functions, "ui/card.py", "def f():\n" + "    x = 1\n" * 45, "f has 46 lines"),
    (shape.long_functions, "corpus/scan.py", "@njit\ndef f():\n" + "    x = 1\n" * 45, "f has 46 lines"),
    (shape.many_arguments, "ui/card.py", "def f(a, b, c, d, e, f): ...", "f takes 6 arguments"),
    (shape.names, "ui/text_utils.py", "", "'text_utils' says nothing"),
    (shape.names, "common/words.py", "", "'common' says nothing"),
    (shape.names, "ui/state.py", "class StateManager: ...", "'StateManager' says nothing"),
    (shape.names, "html.py", "", "'html' hides a library"),
    (shape.names, "plotly/bar.py", "", "'plotly' hides a library"),
    (shape.empty_inits, "ui/__init__.py", '"""Widgets."""\nfrom dashboard.ui import card', "nothing else"),
    (shape.classes, "ui/card.py", "class Card: ...", "class Card is no frozen dataclass"),
    (shape.classes, "ui/card.py", "@dataclass\nclass Card: ...", "class Card is no frozen dataclass"),
    (shape.classes, "ui/card.py", "class CardError(Exception): ...", "class CardError is no frozen dataclass"),
    (shape.classes, "ui/card.py", "@dataclass(frozen=True)\nclass Big(Card): ...", "class Big is no frozen dataclass"),
    (shape.changed_arguments, "analysis/terms.py", "def f(a):\n    a[0] = 1", "f changes its argument 'a'"),
    (shape.changed_arguments, "analysis/terms.py", "def f(a):\n    a.name = 1", "f changes its argument 'a'"),
    (shape.changed_arguments, "analysis/terms.py", "def f(*, a):\n    a.append(1)", "f changes its argument 'a'"),
    (shape.changed_arguments, "analysis/terms.py", "def f(a):\n    del a['x']", "f changes its argument 'a'"),
]

UNSAFE = [
    "st.markdown(title)",
    "st.markdown(f'**{title}**')",
    "st.write('Story', title)",
    "st.caption('Story ' + title)",
    "st.table(frame)",
    "st.toast(story.title)",
    "st.error(str(fault))",
    "column.metric('Stories', story.outlet)",
    "st.button(label=title)",
    "st.checkbox('x', help=title)",
    "st.pills('Outlets', outlets)",
    "st.radio('Outlets', outlets, format_func=str)",
    "st.pills('Outlets', outlets, format_func=str.upper)",
    "st.tabs([title, 'Files'])",
    "title = 'x'\nfor title in titles:\n    st.markdown(title)",
    "def f(title):\n    title = title or ''\n    st.markdown(title)",
    "def f(title):\n    return f'**{title}**'\nst.markdown(f(title))",
    "st.html(story.title)",
    "st.html(f'<p>{title}</p>')",
    "def f(title):\n    return '<b>' f'<i>{title}</i>'",
    "bar.progress(share, step)",
    "with st.expander(f'{title:>10}'):\n    pass",
]

SAFE = [
    "st.markdown('**Stories**')",
    "st.text(title)",
    "st.dataframe(frame)",
    "st.caption(f'{n:,} of {m:d} stories, {share:.1%}')",
    "from dashboard.ui import safe\nst.markdown(f'**{safe.markdown(title)}**')",
    "from dashboard.ui.safe import html_of\nst.html(f'<p>{html_of(title)}</p>')",
    "from dashboard.ui import safe\nst.html(''.join(f'<li>{safe.html(x)}</li>' for x in titles))",
    "st.header(LABELS[theme])",
    "st.radio('Bin', list(BINS), format_func=BINS.get)",
    "st.radio('Format', ['csv', 'xlsx'], format_func=str.upper)",
    "from dashboard.ui import safe\nst.pills('Outlets', outlets, format_func=safe.markdown)",
    "word = 'story' if n == 1 else 'stories'\nst.caption(f'{n:,} {word}')",
    "def plural(n):\n    return 'story' if n == 1 else 'stories'\nst.caption(plural(n))",
    "body = build(story)\nst.html(body)",
    "corpus.table(name)",
    "from dashboard.ui import link\nlink.write(selection)",
    "bar.progress(share, 'Reading')",
    "log.warning(title)",
]


def sources() -> list[tuple[str, str]]:
    """Every file of the house: its path inside dashboard/, and its text."""
    return [
        (path.relative_to(HOUSE).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(HOUSE.rglob("*.py"))
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_the_rule(rule):
    """No file of dashboard/ breaks the rule."""
    assert [finding for path, source in sources() for finding in rule(path, source)] == []


def test_nine_functions_in_ten_are_short():
    """Nine functions in ten have at most 25 lines."""
    found = [
        (shape.length(node), f"{path}: {node.name}")
        for path, source in sources()
        for node in shape.functions(shape.ast.parse(source))
        if not shape.is_kernel(node)
    ]
    long = sorted((item for item in found if item[0] > shape.MOST_FUNCTIONS), reverse=True)

    assert len(long) <= len(found) / 10, f"{len(long)} of {len(found)} are longer: {long}"


@pytest.mark.parametrize("folder", MIRRORED)
def test_every_module_has_its_test_file(folder):
    """tests/ mirrors the floors that count: analysis/terms.py is tested by tests/analysis/test_terms.py."""
    modules = [path for path in sorted((HOUSE / folder).glob("*.py")) if path.stem != "__init__"]
    missing = [path.stem for path in modules if not (PROJECT / "tests" / folder / f"test_{path.stem}.py").is_file()]

    assert missing == []


def test_top_level_holds_only_what_the_plan_names():
    """Nothing stands on the top level but what the plan names and what git ignores."""
    ignored = [line.rstrip("/") for line in (PROJECT / ".gitignore").read_text().split()]
    found = {path.name for path in PROJECT.iterdir()} - TOP

    assert {name for name in found if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)} == set()


@pytest.mark.parametrize(("rule", "path", "source", "said"), BREACHES)
def test_rule_catches_a_planted_breach(rule, path, source, said):
    """Each rule names the breach it is there for."""
    findings = list(rule(path, source))

    assert len(findings) == 1
    assert said in findings[0]


@pytest.mark.parametrize("source", UNSAFE)
@pytest.mark.parametrize("path", ["ui/card.py", "views/themes.py", "app.py"])
def test_text_from_outside_is_caught(path, source):
    """Text that nobody escaped never reaches a call that reads markup."""
    assert list(text.markup(path, source))


@pytest.mark.parametrize("source", SAFE)
def test_our_own_words_and_escaped_text_pass(source):
    """Constants, numbers and what ui/safe.py made may be shown."""
    assert list(text.markup("ui/card.py", source)) == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (imports.floors, "articles/page.py", "from dashboard.sources.reader import Raw"),
        (imports.floors, "app.py", "from dashboard import build"),
        (imports.disk, "store/engine.py", "open('x')"),
        (imports.disk, "ui/link.py", "'a'.replace('b', 'c')"),
        (imports.libraries, "ui/link.py", "from urllib.parse import urlencode"),
        (shape.long_functions, "corpus/scan.py", "@njit\ndef f():\n    # why\n" + "    x = 1\n" * 45),
        (shape.long_functions, "ui/card.py", 'def f():\n    """' + "x\n" * 40 + '"""\n' + "    x = 1\n" * 44),
        (shape.many_arguments, "corpus/scan.py", "@numba.njit(cache=True)\ndef f(a, b, c, d, e, f): ..."),
        (shape.many_arguments, "ui/card.py", "def f(a, b, c, d, e, *, f, g): ..."),
        (shape.classes, "errors.py", "class SourceError(Exception): ..."),
        (shape.classes, "corpus/corpus.py", "class Tables(Protocol): ..."),
        (shape.classes, "ui/card.py", "@dataclass(frozen=True, eq=False)\nclass Card: ..."),
        (shape.changed_arguments, "analysis/terms.py", "def f(a):\n    a = a.copy()\n    a[0] = 1"),
        (shape.changed_arguments, "corpus/scan.py", "@njit\ndef f(a):\n    a[0] = 1"),
    ],
)
def test_rule_leaves_what_is_right_alone(rule, path, source):
    """A rule that cries at good code would be switched off."""
    assert list(rule(path, source)) == []
