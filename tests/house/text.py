"""Text from outside is hostile: what a Streamlit call that reads markup may be given.

Safe are constants; what a function of ui/safe.py returns; numbers in a number's format (`{n:,}`); constants of the
house in CAPITALS; and whatever is put together from these alone. HTML may also come from a variable or another
function, because every text with a tag in it is held to the same rule where it is written.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

MARKUP = {
    "badge", "button", "caption", "checkbox", "date_input", "divider", "download_button", "error", "exception",
    "expander", "header", "info", "latex", "link_button", "markdown", "metric", "multiselect", "number_input",
    "page_link", "pills", "popover", "progress", "radio", "segmented_control", "selectbox", "slider", "spinner",
    "status", "subheader", "success", "table", "tabs", "text_area", "text_input", "title", "toast", "toggle",
    "warning", "write", "write_stream",
}  # fmt: skip
CHOICES = {"pills", "radio", "segmented_control", "select_slider"}  # options of a selectbox are plain text
SAID = {"body", "caption", "help", "label", "placeholder", "text"}
NOT_SAID = {"border", "height", "icon", "key", "label_visibility", "text_alignment", "unsafe_allow_html", "width"}
ALL_ARGUMENTS = {"caption", "error", "exception", "markdown", "metric", "table", "toast", "warning", "write"}
NOT_STREAMLIT = {"corpus", "log", "logger", "logging", "open_corpus", "warnings"}
NUMBER = re.compile(r"^[+, ]*\d*[,_]?(\.\d+)?[bdefgnxEFG%,]$")
UNKNOWN = ast.Name(id="")
TAG = re.compile(r"</?[a-zA-Z!]")


@dataclass(frozen=True)
class Scope:
    """What names stand for: safe functions, the file's own, what a function assigns, modules of the house."""

    safe: frozenset[str]
    own: dict[str, ast.FunctionDef]
    assigned: dict[str, list[ast.expr]]
    ours: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()


def markup(path: str, source: str) -> Iterator[str]:
    """No text from outside in a call that reads markup, in ui/, views/ and app.py."""
    if not path.startswith(("ui/", "views/", "app.py")) or path == "ui/safe.py":
        return
    tree = ast.parse(source)
    own = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    safe, ours = frozenset(_safe_names(tree)), frozenset(_ours(tree))
    for owner in [tree, *own.values()]:
        scope = Scope(safe, own, _assigned(owner), ours)
        for node in _inside(owner):
            if fault := _fault(node, scope):
                yield f"{path}:{node.lineno}: {fault}"


def _fault(node: ast.AST, scope: Scope) -> str:
    """What is wrong with one node, or nothing."""
    match node:
        case ast.JoinedStr(values=parts) if TAG.search("".join(_constants(parts))) and not is_safe(node, scope):
            return f"HTML with unescaped text in it: {ast.unparse(node)[:80]}"
        case ast.Call(func=ast.Attribute(value=owner, attr="html"), args=[given, *_]):
            outside = isinstance(given, (ast.Attribute, ast.Subscript)) and not is_safe(given, scope)
            return f"html() of text from outside: {ast.unparse(given)[:80]}" if outside else ""
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in MARKUP | CHOICES:
            root = ast.unparse(owner).split(".")[0].split("(")[0]
            if root in NOT_STREAMLIT | scope.safe | scope.ours or isinstance(owner, ast.Constant):
                return ""
            wrong = [ast.unparse(given)[:80] for given in _read_as_markup(node, name) if not is_safe(given, scope)]
            return f"{name}() reads markup in {'; '.join(wrong)}" if wrong else ""
    return ""


def _read_as_markup(call: ast.Call, name: str) -> Iterator[ast.expr]:
    """The arguments of a call that Streamlit reads as markup."""
    given = call.args[1:] if name == "progress" else call.args
    yield from given if name in ALL_ARGUMENTS else given[:1]
    named = {word.arg: word.value for word in call.keywords}
    for key, value in named.items():
        if key in SAID or (name in ALL_ARGUMENTS and key not in NOT_SAID):
            yield value
    if name in CHOICES:
        options = named.get("options") or (call.args[1] if len(call.args) > 1 else None)
        shown = named.get("format_func")
        if options is not None:
            plain = shown is None or ast.unparse(shown).startswith("str.")
            yield options if plain else ast.Call(shown, [], [])


def is_safe(node: ast.expr | None, scope: Scope) -> bool:
    """Whether an expression can hold nothing but our own words, numbers and escaped text."""
    match node:
        case None | ast.Constant():
            return True
        case ast.Name(id=name) if name.isupper() or (name.startswith("_") and name[1:].isupper()):
            return True
        case ast.Attribute(attr=name) if name.isupper():
            return True
        case ast.Name(id=name):
            given = scope.assigned.get(name, [])
            inner = replace(scope, seen=scope.seen | {name})
            return name not in scope.seen and bool(given) and all(is_safe(value, inner) for value in given)
        case ast.JoinedStr(values=parts):
            return all(_part(part, scope) for part in parts)
        case ast.Call():
            return _call(node, scope)
    return _composite(node, scope)


def _composite(node: ast.expr, scope: Scope) -> bool:
    """Safe when all that it is made of is safe."""
    match node:
        case ast.BinOp(left=left, right=right):
            return is_safe(left, scope) and is_safe(right, scope)
        case ast.IfExp(body=first, orelse=second):
            return is_safe(first, scope) and is_safe(second, scope)
        case ast.BoolOp(values=items) | ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return all(is_safe(item, scope) for item in items)
        case ast.Dict(values=items):
            return all(is_safe(item, scope) for item in items)
        case ast.ListComp(elt=item) | ast.GeneratorExp(elt=item):
            return is_safe(item, scope)
        case ast.Subscript(value=value) | ast.Starred(value=value):
            return is_safe(value, scope)
        case ast.Lambda(body=body):
            return is_safe(body, scope)
    return False


def _part(part: ast.expr, scope: Scope) -> bool:
    """One piece of an f-string: constant, a number in a number's format, or safe by itself."""
    if not isinstance(part, ast.FormattedValue):
        return True
    spec = part.format_spec
    shape = "".join(_constants(spec.values)) if isinstance(spec, ast.JoinedStr) else ""
    return bool(NUMBER.match(shape)) or is_safe(part.value, scope)


def _call(node: ast.Call, scope: Scope) -> bool:
    """A call is safe when ui/safe.py made it, when it makes numbers, or when all its function returns is safe."""
    name = ast.unparse(node.func)
    root = name.split(".")[0]
    if name in scope.safe or root in scope.safe or name in {"len", "int", "float", "round", "sum"} or root.isupper():
        return True
    match node.func:
        case ast.Attribute(value=joiner, attr="join" | "format" | "lower" | "upper" | "strip" | "capitalize"):
            return is_safe(joiner, scope) and all(is_safe(given, scope) for given in node.args)
        case ast.Lambda(body=body):
            return is_safe(body, scope)
    if name not in scope.own or name in scope.seen:
        return False
    function = scope.own[name]
    inner = replace(scope, assigned=_assigned(function), seen=scope.seen | {name})
    given = [part.value for part in _inside(function) if isinstance(part, ast.Return)]
    return bool(given) and all(is_safe(value, inner) for value in given)


def _constants(parts: list[ast.expr]) -> list[str]:
    return [str(part.value) for part in parts if isinstance(part, ast.Constant)]


def _safe_names(tree: ast.Module) -> Iterator[str]:
    """What a file calls ui/safe.py, or the functions it took from there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if "dashboard.ui.safe" in (node.module, f"{node.module}.{alias.name}"):
                    yield alias.asname or alias.name


def _ours(tree: ast.Module) -> Iterator[str]:
    """Modules of the house that a file imports: their functions are not Streamlit's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            yield from (alias.asname or alias.name for alias in node.names)


def _inside(owner: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or file, without those of functions inside it."""
    waiting = list(ast.iter_child_nodes(owner))
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _assigned(owner: ast.AST) -> dict[str, list[ast.expr]]:
    """All values that a function gives a name; arguments, loops and unpacking give what nobody vouches for."""
    found: dict[str, list[ast.expr]] = {}
    named: set[int] = set()
    for node in _inside(owner):
        match node:
            case ast.Assign(targets=[ast.Name() as target], value=ast.expr() as value):
                found.setdefault(target.id, []).append(value)
                named.add(id(target))
            case (
                ast.AugAssign(target=ast.Name() as target, value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value)
                | ast.NamedExpr(target=ast.Name() as target, value=ast.expr() as value)
            ):
                found.setdefault(target.id, []).append(value)
                named.add(id(target))
            case ast.arg(arg=name):
                found.setdefault(name, []).append(UNKNOWN)
    for node in _inside(owner):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in named:
            found.setdefault(node.id, []).append(UNKNOWN)
    return found
