"""Floors: who may import whom, and who may touch Streamlit, the disk and the network."""

import ast
from collections.abc import Iterator

FLOORS = {
    "errors": 0,
    "compiled": 1, "table": 1, "schema": 1, "sections": 1, "settings": 1, "events": 1,
    "sources": 2, "articles": 2,
    "corpus": 3,
    "analysis": 4,
    "charts": 5, "export": 5, "store": 5,
    "ui": 6,
    "views": 7,
    "app": 8, "guard": 8, "packed": 8, "serve": 8, "__main__": 8, "build": 8,
}  # fmt: skip
# Rooms of one floor that may still open a door: articles are made from sources, doors share a hall.
NEIGHBOURS = {
    ("articles", "sources"),
    ("settings", "schema"),
    ("settings", "sections"),
    ("schema", "table"),
    ("events", "settings"),
}

STREAMLIT = {"streamlit", "starlette", "uvicorn"}
PICTURES = {"plotly"}
NETWORK = {
    "aiohttp", "ftplib", "http.client", "http.server", "httpx", "requests", "smtplib", "socket", "socketserver",
    "urllib.request", "urllib3", "websockets",
}  # fmt: skip
DISK = {"fileinput", "glob", "shutil", "tempfile"}
DISK_CALLS = {
    "exists", "glob", "is_dir", "is_file", "iterdir", "mkdir", "read_bytes", "read_text", "rglob", "rmdir", "touch",
    "unlink", "write_bytes", "write_html", "write_image", "write_text",
}  # fmt: skip
DISK_OS = {"link", "listdir", "makedirs", "mkdir", "open", "remove", "rename", "replace", "scandir", "unlink", "walk"}
DISK_ROOMS = {"sources", "store", "settings", "events", "export"}
# What a door must ask of the machine itself, and why.
ALLOWED = {
    ("__main__.py", "os.open"): "opens /dev/null when the reader of standard output has left",
    ("serve.py", "socket"): "asks whether the port is free before Streamlit does, to say so in a sentence",
    ("guard.py", "is_file"): "looks for Streamlit's own index.html, to let its one inline script through the policy",
    ("guard.py", "read_text"): "reads that page",
}


def room(path: str) -> str:
    """The folder or file on the house's plan that a path inside dashboard/ belongs to."""
    return path.split("/")[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever the import stands, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _is(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def floors(path: str, source: str) -> Iterator[str]:
    """Imports only go down; rooms of one floor do not meet."""
    mine = room(path)
    if path != "__init__.py" and mine not in FLOORS:
        yield f"{path}: {mine!r} is not on the plan of the house"
        return
    for line, name in imported(ast.parse(source)):
        parts = name.split(".")
        if parts[0] != "dashboard" or len(parts) < 2 or parts[1] not in FLOORS:
            continue
        other = parts[1]
        level = FLOORS[other] - FLOORS[mine]
        together = other == mine or (mine, other) in NEIGHBOURS or FLOORS[mine] == 8
        if level > 0 or (level == 0 and not together):
            yield f"{path}:{line}: floor {FLOORS[mine]} ({mine}) imports floor {FLOORS[other]} ({other})"


def libraries(path: str, source: str) -> Iterator[str]:
    """Streamlit lives on floors 6 to 8, Plotly on 5 and above, and only sources/web.py knows the network."""
    level = FLOORS.get(room(path), 0)
    for line, name in imported(ast.parse(source)):
        if _is(name, STREAMLIT) and level < 6:
            yield f"{path}:{line}: {name} below floor 6"
        if _is(name, PICTURES) and level < 5:
            yield f"{path}:{line}: {name} below floor 5: numbers know no charts"
        if _is(name, NETWORK) and path != "sources/web.py" and (path, name) not in ALLOWED:
            yield f"{path}:{line}: {name}: only sources/web.py touches the network"


def disk(path: str, source: str) -> Iterator[str]:
    """Only sources, store, settings.py and export touch the disk."""
    if room(path) in DISK_ROOMS:
        return
    tree = ast.parse(source)
    for line, name in imported(tree):
        if _is(name, DISK):
            yield f"{path}:{line}: {name}: only sources, store, settings.py and export touch the disk"
    for node in ast.walk(tree):
        call = _disk_call(node)
        if call and (path, call) not in ALLOWED:
            yield f"{path}:{node.lineno}: {call}(): only sources, store, settings.py and export touch the disk"


def _disk_call(node: ast.AST) -> str:
    """The name of a call that touches the disk, or nothing."""
    match node:
        case ast.Call(func=ast.Name(id="open")):
            return "open"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr=name)) if name in DISK_OS:
            return f"os.{name}"
        case ast.Call(func=ast.Attribute(attr=name)) if name in DISK_CALLS:
            return name
    return ""
