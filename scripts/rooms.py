"""The picture of the rooms, drawn from the imports, for two pages: see scripts/docs.py."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "agenda"
BEGIN, END = "<!-- drawn by make docs -->\n", "<!-- end -->"


def floors() -> list[list[str]]:
    """Return the rooms from the top down, floor by floor, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return [re.split(r"\s*[|:]\s*", layer) for layer in layers]


def room_of(file: Path) -> str:
    """Return the room that a module belongs to: a folder of the package, or a module of its own."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Return the rooms that a module imports from, at its top or where it needs them."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "agenda":
            steps = (node.module or "").split(".")[1:]
            found |= {steps[0]} if steps else {alias.name for alias in node.names}
    return found - {room_of(file)}


def purpose(room: str) -> str:
    """Return the first line of what a room says of itself."""
    file = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return docstring.split("\n\n")[0].replace("\n", " ")


def picture() -> str:
    """Return the rooms from the top down, what each is for, and from which it imports."""
    order = [room for floor in floors() for room in floor]
    lines = ["| room | what it is for | imports from |", "|---|---|---|"]
    for room in order:
        files = (
            (PACKAGE / room).rglob("*.py")
            if (PACKAGE / room).is_dir()
            else [PACKAGE / f"{room}.py"]
        )
        below = set().union(*(imported(file) for file in files)) & set(order)
        listed = ", ".join(sorted(below, key=order.index)) or "–"
        lines.append(f"| `{room}` | {purpose(room)} | {listed} |")
    return "\n".join(lines) + "\n"


def stairs() -> str:
    """Return the order of the rooms in one line of arrows."""
    rooms = (", ".join(floor) for floor in floors())
    return "    " + "\n    → ".join(rooms) + "\n"


def redrawn(name: str, drawing: str) -> bytes:
    """Return a page with the drawing between its marks."""
    text = (ROOT / name).read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{drawing}\n{END}{rest.partition(END)[2]}".encode()
