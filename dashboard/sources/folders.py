"""Files and folders that were named: every file that was meant, each once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dashboard.errors import SourceError
from dashboard.sources.archives import is_hidden


def find_sources(paths: Sequence[Path]) -> list[Path]:
    """Every file that was meant: folders are opened, hidden files left out, sorted, each once.

    A link in a folder is left out when it leads to a file of that folder, which is found anyway; one that leads
    out of it, or nowhere, is kept, and reading it says why it is not followed. A link that is named itself is followed.

    Raises:
        SourceError: a path does not exist, or a folder cannot be opened.

    Example:
        >>> from dashboard.settings import PROJECT
        >>> [path.suffix for path in find_sources([PROJECT / "seeds"])][:2]
        ['.txt', '.txt']
    """
    return each_once([file for path in paths for file in _meant(Path(path))])


def each_once(files: Iterable[Path]) -> list[Path]:
    """Files sorted by name, each once, however often and by whatever path it was named.

    Example:
        >>> [str(path) for path in each_once([Path("b.txt"), Path("./a.txt"), Path("a.txt")])]
        ['a.txt', 'b.txt']
    """
    folders: dict[str, str] = {}
    found: dict[str, Path] = {}
    for file in files:
        folder = os.path.dirname(file)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        found.setdefault(os.path.join(folders[folder], file.name), file)
    return sorted(found.values(), key=lambda file: (file.name, str(file)))


def no_access(fault: OSError) -> str:
    """Why a file could not be opened, as a clause, with what to do.

    Example:
        >>> no_access(PermissionError())
        'it cannot be opened, because reading it is not permitted. Change its permissions (chmod u+r)'
    """
    if isinstance(fault, PermissionError):
        return "it cannot be opened, because reading it is not permitted. Change its permissions (chmod u+r)"
    if isinstance(fault, FileNotFoundError):
        return "there is no such file. It may have been moved while the build ran; check the name"
    if isinstance(fault, IsADirectoryError):
        return "it is a folder, not a file. Give its files, or the folder itself, to build"
    return f"it cannot be read ({fault.strerror or fault}). Copy it to a local disk and try again"


def _meant(path: Path) -> Iterator[Path]:
    """The files of one path that was named."""
    if path.is_dir():
        yield from _inside(str(path), os.path.realpath(path))
    elif path.exists():
        yield path.resolve() if path.is_symlink() else path
    else:
        near = path.parent if path.parent.is_dir() else Path.cwd()
        raise SourceError(
            f"{path}: there is no such file or folder. A folder of text pages or a .jsonl file belongs there. "
            f"Check the name; {near} holds {_listing(near)}."
        )


def _inside(folder: str, root: str) -> Iterator[Path]:
    """Files of one folder and of those inside it; `root` is the true path of the folder that was named."""
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not is_hidden((entry.name,))]
    except OSError as fault:
        raise SourceError(f"{folder}: {no_access(fault)}. Give the folder read permission.") from fault
    for entry in listed:
        if entry.is_symlink():
            if not _is_found_anyway(os.path.realpath(entry.path), root):
                yield Path(entry.path)
        elif entry.is_dir():
            yield from _inside(entry.path, root)
        else:  # devices and pipes too: reading them says what they are
            yield Path(entry.path)


def _is_found_anyway(target: str, root: str) -> bool:
    return f"{target}{os.sep}".startswith(root + os.sep) and os.path.exists(target)


def _listing(folder: Path) -> str:
    try:
        names = sorted(file.name for file in folder.iterdir() if not file.name.startswith("."))
    except OSError:
        return "nothing that can be listed"
    return ", ".join(names[:6]) + (" …" if len(names) > 6 else "") if names else "nothing"
