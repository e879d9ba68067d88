"""How templates are compiled: in the build, and in a run where the build has not.

Imported by both, and alone: the build has Jinja, and nothing else of what a run has.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, StrictUndefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

PLAIN = ".txt.j2"
"""How the names of templates end that make text and no HTML: nothing in them is a tag."""
READY = "compiled"
"""The folder below the templates with what the build has made of them."""


@pass_context
def _as_it_is(_: object, it: Any) -> Any:
    return it


def make_environment(
    loader: BaseLoader, finalize: Callable[..., Any] = _as_it_is, **filters: Callable[..., Any]
) -> Environment:
    """Return an environment that compiles as every other one made here, whatever its filters do.

    What a template prints goes through `finalize`, which gets the context as every filter does.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=lambda name: not (name or "").endswith(PLAIN),
        optimized=False,  # a template runs once; folding its constants costs more than it saves
        undefined=StrictUndefined,
        finalize=finalize,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # asked for when compiling
    # Compiling asks which filters there are, and which of them get the context.
    names = ("breaks", "chart", "difference", "dots", "join", "lines", "markdown")
    environment.filters |= {**dict.fromkeys(names, _as_it_is), **filters}
    return environment


def compile_all(templates: Path) -> dict[Path, bytes]:
    """Return, by the place where it is looked for, what each template is compiled to: Python.

    Its last line says what it was made of, so that it is not used for anything else.
    """
    environment = make_environment(BaseLoader())
    made = {}
    for file in sorted(templates.glob("*/*.j2")):
        name = file.relative_to(templates).as_posix()
        code = environment.compile(file.read_text("utf-8"), name, None, raw=True)
        made[_place(templates, name)] = f"{code}\n{_mark(file)}".encode()
    return made


def find_compiled(templates: Path, name: str) -> CodeType | None:
    """Return the code of a template, where the build has made it of the same text with this Jinja.

    Python keeps it as it keeps that of a module: read a second time, it is not compiled again.
    """
    file, ready = templates / name, _place(templates, name)
    try:
        if not ready.read_text("utf-8").endswith(f"\n{_mark(file)}"):
            return None
        return SourceFileLoader(name, str(ready)).get_code(name)
    except (OSError, ValueError, SyntaxError, EOFError, TypeError):  # or what Python kept is broken
        return None


def find_template(
    environment: Environment, templates: Path, name: str, names: MutableMapping[str, Any]
) -> jinja2.Template | None:
    """Return a template as the build has compiled it, if it has; faults name its source."""
    code = find_compiled(templates, name)
    if code is None:
        return None
    made = environment.template_class.from_code(environment, code, names)
    made.filename = str(templates / name)
    return made


def _place(templates: Path, name: str) -> Path:
    return templates / READY / f"{name.replace('/', '.')}.py"


def _mark(file: Path) -> str:
    texts = (Path(__file__).read_bytes(), file.read_bytes())
    made_of = sha256(b"".join(sha256(text).digest() for text in texts)).hexdigest()
    return f"# Made by the build with Jinja {jinja2.__version__} of {made_of}\n"
