"""Sizes, names, classes, and functions that leave their arguments alone."""

import ast
import re
import sys
from collections.abc import Iterator

LINES, FUNCTION, MOST_FUNCTIONS, ARGUMENTS = 250, 45, 25, 5
FORBIDDEN = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}
LIBRARIES = {
    "duckdb", "nltk", "numba", "numpy", "pandas", "plotly", "py3langid", "pyarrow", "scipy", "sentencex", "sklearn",
    "starlette", "streamlit",
}  # fmt: skip
KERNELS = {"compiled", "guvectorize", "jit", "njit", "vectorize"}
# Classes that a library asks for, and why.
ALLOWED = {
    ("__main__.py", "_Parser"): "argparse tells a wrong use by a method that is overridden",
    ("store/passing.py", "Passing"): "a corpus has a sequence of shards; this one opens each when it is asked for",
    ("ui/ready.py", "Ready"): "Streamlit asks a figure for its values by a method that is overridden",
    ("ui/safe.py", "Html"): "escaped text has a type of its own, so that nothing else can be put on the page",
}
CHANGES = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault",
    "sort", "update",
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def is_kernel(node: Function) -> bool:
    """Whether numba compiles it: loops and output arrays are the point there."""
    return any(KERNELS & set(re.findall(r"\w+", ast.unparse(mark))) for mark in node.decorator_list)


def length(node: Function) -> int:
    """Lines of a function from `def` on, less its docstring."""
    doc = node.body[0]
    is_doc = isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant) and isinstance(doc.value.value, str)
    said = (doc.end_lineno or doc.lineno) - doc.lineno + 1 if is_doc else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - said


def long_files(path: str, source: str) -> Iterator[str]:
    """A file has at most 250 lines."""
    if (count := len(source.splitlines())) > LINES:
        yield f"{path}: {count} lines, at most {LINES}"


def long_functions(path: str, source: str) -> Iterator[str]:
    """A function has at most 45 lines; a kernel may be longer when it carries comments."""
    lines = source.splitlines()
    for node in functions(ast.parse(source)):
        commented = any(line.strip().startswith("#") for line in lines[node.lineno : node.end_lineno])
        if length(node) > FUNCTION and not (is_kernel(node) and commented):
            yield f"{path}:{node.lineno}: {node.name} has {length(node)} lines, at most {FUNCTION}"


def many_arguments(path: str, source: str) -> Iterator[str]:
    """A function takes at most 5 arguments by position; kernels take their arrays as they must."""
    for node in functions(ast.parse(source)):
        given = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]
        if len(given) > ARGUMENTS and not is_kernel(node):
            yield f"{path}:{node.lineno}: {node.name} takes {len(given)} arguments, at most {ARGUMENTS}"


def names(path: str, source: str) -> Iterator[str]:
    """No utils, helpers, common or manager; no top-level name that hides a library."""
    top = path.split("/")[0].removesuffix(".py")
    if not top.startswith("__") and (top in sys.stdlib_module_names or top in LIBRARIES):
        yield f"{path}: {top!r} hides a library, because `streamlit run` puts dashboard/ on the path"
    said = [part.removesuffix(".py") for part in path.split("/")]
    said += [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    for name in said:
        if FORBIDDEN & set(_words(name)):
            yield f"{path}: {name!r} says nothing; name it after what it does"


def _words(name: str) -> list[str]:
    """The words of a snake_case or CamelCase name, lower-cased."""
    apart = "".join(f"_{sign}" if sign.isupper() else sign for sign in name)
    return apart.lower().split("_")


def empty_inits(path: str, source: str) -> Iterator[str]:
    """`__init__.py` holds a docstring and re-exports nothing."""
    body = ast.parse(source).body
    said = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    if path.endswith("__init__.py") and not said:
        yield f"{path}: a docstring belongs there and nothing else"


def classes(path: str, source: str) -> Iterator[str]:
    """Classes are frozen dataclasses or protocols; exceptions live in errors.py, or are private."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases}
        marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
        frozen = "dataclass(" in marks and "frozen=True" in marks and not bases
        raised = path == "errors.py" or (node.name.startswith("_") and bases & {"Exception", "ValueError"})
        if not (frozen or raised or bases == {"Protocol"} or (path, node.name) in ALLOWED):
            yield f"{path}:{node.lineno}: class {node.name} is no frozen dataclass"


def changed_arguments(path: str, source: str) -> Iterator[str]:
    """No function changes what it was given; a kernel may fill its arrays, a callback Streamlit's session state."""
    for node in functions(ast.parse(source)):
        if is_kernel(node):
            continue
        own = {arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)} - {"self", "cls"}
        own -= {"state"} if path.startswith("ui/") else set()
        rebound = {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
        for line, name in _changes(node):
            if name in own - rebound:
                yield f"{path}:{line}: {node.name} changes its argument {name!r}"


def _changes(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Names whose content a function writes to: x[…] = …, x.y = …, del x[…], x.append(…)."""
    for part in ast.walk(node):
        match part:
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield part.lineno, name
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield part.lineno, name
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=verb))) if verb in CHANGES:
                yield part.lineno, name
