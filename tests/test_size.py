"""Modules and functions that can be read, and telling names: the limits of CONTRIBUTING.md."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "agenda"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
LONGEST_COMMAND = 150

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "handler", "handlers"}
# "manager" is somebody the documents speak of, but no name for a module or a class.
EMPTY_NAMES = EMPTY_WORDS | {"manager", "managers", "common", "misc"}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def definitions() -> tuple[tuple[str, Definition], ...]:
    """Return every class and function of the package with the place where it stands."""
    return tuple(
        (f"{module.relative_to(SOURCE)}:{node.lineno} {node.name}", node)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, Definition)
    )


def function_lengths() -> dict[str, int]:
    return {place: length(node) for place, node in definitions()
            if not isinstance(node, ast.ClassDef)}  # fmt: skip


def length(node: Definition) -> int:
    """Return how many lines a function has; the page of a rule, its docstring, is no code."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if any("rule" in ast.dump(mark) for mark in node.decorator_list):
        lines -= len(ast.get_docstring(node).splitlines())
    return lines


def words(name: str) -> set[str]:
    """Return the words of a snake_case or CamelCase name, in lower case."""
    spaced = "".join(f"_{letter}" if letter.isupper() else letter for letter in name)
    return set(spaced.lower().split("_"))


def longer_than(lines: int, modules: list[Path]) -> set[str]:
    texts = {str(path.relative_to(SOURCE)): path.read_text("utf-8") for path in modules}
    return {name for name, text in texts.items() if len(text.splitlines()) > lines}


def test_no_module_is_longer_than_300_lines():
    assert longer_than(LONGEST_MODULE, MODULES) == set()


def test_a_command_is_a_short_module():
    assert longer_than(LONGEST_COMMAND, [*(SOURCE / "commands").glob("*.py")]) == set()


def test_no_function_is_longer_than_60_lines():
    assert {
        place: length for place, length in function_lengths().items() if length > LONGEST_FUNCTION
    } == {}


def test_modules_are_named_after_what_they_hold():
    names = {module.relative_to(SOURCE) for module in MODULES}
    assert {
        str(name)
        for name in names
        if any(
            words(part) & EMPTY_WORDS or part in EMPTY_NAMES for part in name.with_suffix("").parts
        )
    } == set()


def test_functions_and_classes_are_named_after_what_they_do_and_are():
    assert {
        place
        for place, node in definitions()
        if words(node.name) & EMPTY_WORDS
        or (isinstance(node, ast.ClassDef) and node.name.endswith("Manager"))
    } == set()
