"""What people edit: `data/*.toml` read into frozen dataclasses, with a sentence for every slip."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dashboard.errors import SettingsError
from dashboard.sections import (
    AppSettings,
    EchoSettings,
    FamilySettings,
    FormulaSettings,
    KeywordSettings,
    ReadingSettings,
    TopicSettings,
    WebSettings,
    WordSettings,
)

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
FILES = ("settings.toml", "themes.toml", "outlets.toml")


@dataclass(frozen=True)
class Rule:
    """One line of a theme; `broad` rules count only when the reader switches them on."""

    text: str
    broad: bool = False


@dataclass(frozen=True)
class Theme:
    """One theme: what to look for, and words that look like it and are not."""

    slug: str
    label: str
    definition: str
    languages: tuple[str, ...]
    rules: tuple[Rule, ...]
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)  # a list of hundreds is looked up by its hash for every page
class Outlet:
    """One publisher: `name` is canonical; `aliases` and `hosts` are the only other ways to say it."""

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    parent: str = ""
    distributor: bool = False


@dataclass(frozen=True)
class Settings:
    """All of data/*.toml; `digest` changes when any of the files does."""

    themes: tuple[Theme, ...]
    outlets: tuple[Outlet, ...]
    keywords: KeywordSettings
    topics: TopicSettings
    families: FamilySettings
    words: WordSettings
    digest: str
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    web: WebSettings = field(default_factory=WebSettings)
    echoes: EchoSettings = field(default_factory=EchoSettings)
    formulas: FormulaSettings = field(default_factory=FormulaSettings)
    app: AppSettings = field(default_factory=AppSettings)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The names of the themes, in the codebook's order."""
        return tuple(theme.slug for theme in self.themes)

    @property
    def labels(self) -> dict[str, str]:
        """What each theme is called on screen, by slug."""
        return {theme.slug: theme.label for theme in self.themes}


SECTIONS = {
    "keywords": KeywordSettings,
    "topics": TopicSettings,
    "families": FamilySettings,
    "words": WordSettings,
    "reading": ReadingSettings,
    "web": WebSettings,
    "echoes": EchoSettings,
    "formulas": FormulaSettings,
    "app": AppSettings,
}


def load_settings(folder: Path = DATA) -> Settings:
    """Read settings.toml, themes.toml and outlets.toml of a folder.

    Raises:
        SettingsError: a file is missing, is not TOML, or holds a key or value that does not belong there.

    Example:
        >>> [theme.slug for theme in load_settings().themes][:3]
        ['multipolarity', 'wwii_memory', 'trade']
    """
    raw = {name: read_toml(folder / name) for name in FILES}
    digest = hashlib.sha256(b"\0".join(data for data, _ in raw.values())).hexdigest()[:16]
    plain = raw["settings.toml"][1]
    only("settings.toml", plain, set(SECTIONS))
    return Settings(
        themes=_themes(raw["themes.toml"][1]),
        outlets=_outlets(raw["outlets.toml"][1]),
        **{name: _section(cls, plain, name) for name, cls in SECTIONS.items()},
        digest=digest,
    )


def read_toml(path: Path) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a TOML file, and what they say."""
    try:
        data = path.read_bytes()
        return data, tomllib.loads(data.decode("utf-8"))
    except OSError as fault:
        raise SettingsError(
            f"{path}: the file cannot be read ({fault.strerror}). Refrain needs it; restore it from the repository."
        ) from fault
    except UnicodeDecodeError as fault:
        raise SettingsError(
            f"data/{path.name}: byte {fault.start} is not UTF-8. TOML files are UTF-8; save the file so in your editor."
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(
            f"data/{path.name}: {fault}. A TOML value belongs there. Compare the line with its neighbours and mend it."
        ) from fault


def only(where: str, given: Mapping[str, Any], names: set[str]) -> None:
    """Refuse keys that nobody reads: a misspelt key would pass unseen."""
    for key in given:
        if key not in names:
            raise SettingsError(
                f"data/{where}: there is a key {key!r}. Known there: {', '.join(sorted(names))}. Rename or remove it."
            )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: Any, default: Any) -> bool:
    """Whether a value has the type of the default beside it (a whole number may stand for a number)."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    return isinstance(value, type(default))


_SAID = {bool: "true or false", int: "a whole number", float: "a number", str: "a text in quotes", tuple: "a list"}


def _checked(cls: type, where: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments for a dataclass whose fields all know their type from a default."""
    known = {one.name: one.default for one in fields(cls)}
    only(where.split(":")[0], given, set(known))
    values = {key: _frozen(value) for key, value in given.items()}
    for key, value in values.items():
        default = known[key] if isinstance(known[key], (bool, int, float, str, tuple)) else ""
        if not _fits(value, default):
            raise SettingsError(
                f"data/{where}: {key} is {given[key]!r}. {_SAID[type(default)].capitalize()} belongs there."
            )
    return values


def _section(cls: type, plain: Mapping[str, Any], name: str) -> Any:
    given = plain.get(name, {})
    if not isinstance(given, dict):
        raise SettingsError(f"data/settings.toml: {name} is {given!r}. A table belongs there: write [{name}] above it.")
    return cls(**_checked(cls, f"settings.toml: [{name}]", given))


def entries(where: str, plain: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The [[key]] tables of a TOML file of ours; at least one."""
    only(where, plain, {key})
    given = plain.get(key, [])
    if not isinstance(given, list) or not given or not all(isinstance(item, dict) for item in given):
        raise SettingsError(f"data/{where}: there is no [[{key}]]. At least one belongs there.")
    return given


def _texts(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise SettingsError(f"data/{where} is {value!r}. A list of texts in quotes belongs there.")
    return tuple(value)


def _themes(plain: Mapping[str, Any]) -> tuple[Theme, ...]:
    known = {"slug", "label", "definition", "languages", "rules", "broad", "exclusions"}
    themes: list[Theme] = []
    for place, entry in enumerate(entries("themes.toml", plain, "theme"), start=1):
        where = f"themes.toml: theme {entry.get('slug', f'number {place}')!r}"
        only("themes.toml", entry, known)
        for key in ("slug", "label", "definition", "rules"):
            if key not in entry:
                raise SettingsError(f"data/{where} has no {key}. Every theme needs slug, label, definition and rules.")
        strict = tuple(Rule(text) for text in _texts(f"{where}: rules", entry["rules"]))
        broad = tuple(Rule(text, broad=True) for text in _texts(f"{where}: broad", entry.get("broad", [])))
        if entry["slug"] in {theme.slug for theme in themes}:
            raise SettingsError(
                f"data/{where} stands there twice. A slug names one theme; merge or rename one of them."
            )
        themes.append(
            Theme(
                slug=entry["slug"],
                label=entry["label"],
                definition=" ".join(entry["definition"].split()),
                languages=_texts(f"{where}: languages", entry.get("languages", ["en"])),
                rules=strict + broad,
                exclusions=_texts(f"{where}: exclusions", entry.get("exclusions", [])),
            )
        )
    return tuple(themes)


def _outlets(plain: Mapping[str, Any]) -> tuple[Outlet, ...]:
    outlets: list[Outlet] = []
    for place, entry in enumerate(entries("outlets.toml", plain, "outlet"), start=1):
        where = f"outlets.toml: outlet {entry.get('name', f'number {place}')!r}"
        if not isinstance(entry.get("name"), str) or not entry["name"].strip():
            raise SettingsError(f"data/{where} has no name. Every outlet needs one.")
        outlets.append(Outlet(**_checked(Outlet, where, entry)))
    return tuple(outlets)
