"""Compiling: with and without a place to keep the machine code."""

import ast
from pathlib import Path

import dashboard
from dashboard.compiled import compiled

HOUSE = Path(dashboard.__file__).parent


def test_compiles_without_a_place_to_keep_the_code() -> None:
    """Where numba finds no folder to write to, the function is compiled all the same."""
    scope: dict[str, object] = {}
    exec("def double(number):\n    return number * 2\n", scope)  # a function without a file: nowhere to keep it
    assert compiled(scope["double"])(21) == 42  # type: ignore[arg-type]


def _compiles(tree: ast.Module) -> set[str]:
    """Names of the compiled functions of a module."""
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(mark) == "compiled" for mark in node.decorator_list)
    }


def test_compiled_functions_call_none_of_another_file() -> None:
    """Numba sees by a file's own date that kept code is out of date; a callee elsewhere could change unseen."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in HOUSE.rglob("*.py")}
    of_module = {
        ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts): _compiles(tree) for path, tree in trees.items()
    }
    for path, tree in trees.items():
        imported = {
            name.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for name in node.names
            if name.name in of_module.get(node.module or "", set())
        }
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in _compiles(tree):
                called = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
                assert not called & imported, f"{path.name}: {node.name} calls {called & imported} of another file"
