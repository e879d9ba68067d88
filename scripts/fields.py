"""The reference of the answers file as a page, out of the models' docstrings: see docs.py."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers.cycle.beginning import Known, begin
from agenda.answers.reference import Field, every_field, reference
from agenda.commands.fields import tell
from agenda.language.catalogue import Formality
from agenda.language.locale import Locale
from agenda.resources import Resources

OPENING = """\
# The answers file

Written by `make docs` out of the models in `src/agenda/answers/`. `agenda fields` says the same in
the terminal, `agenda fields goals.first_step` of one place, and with `--language de` in German.

An answers file is plain text. `agenda new` writes one to begin with: [in English](career.yaml), [in
German](career.de.yaml). Only `version`, `employee` and `manager` have to be there.

- A line is a name, a colon, a space and what you have to say: `place: Room 4`.
- What belongs to something stands below it, two spaces further in. Each entry of a list begins with
  a dash.
- Behind a `#` stands what only people read.
- A date is year, month, day: `2027-04-30`.
- `<…>` is a gap, still to be filled in: `agenda check` names each, and a document that would show
  one is not made.
- Whatever stands under a name `private`, anywhere, only you see.
- Where a field has a *short* form, a text alone stands for the whole entry: `values: [Teaching]`.

## Help while you write

`agenda new --schema` puts `agenda.schema.json` beside the file, and its first line names it; for a
file that is there already, `agenda schema > agenda.schema.json` and this as its first line:

```yaml
# yaml-language-server: $schema=agenda.schema.json
```

Editors then complete the names, explain each, and mark what is wrong:

- **VS Code**: install the extension *YAML* by Red Hat; there is nothing else to do.
- **Neovim**: `npm install -g yaml-language-server`, and `vim.lsp.enable("yamlls")` with
  nvim-lspconfig.
- **JetBrains** (IntelliJ, PyCharm, …): *Settings, Languages & Frameworks, Schemas and DTDs, JSON
  Schema Mappings*: add `agenda.schema.json`, of version 2020-12, for your file. Newer versions read
  the first line by themselves.
"""
HEAD = "| name | meaning | example | without it | seen by |\n| --- | --- | --- | --- | --- |\n"


def page() -> bytes:
    """Return docs/answers-file.md."""
    words = Resources().help("en", None)
    return (OPENING + "".join(part(field, words) for field in reference().fields)).encode()


def beginning(language: str, formality: Formality | None = None) -> bytes:
    """Return the file that agenda new writes in a language, where the computer knows nothing."""
    known = Known(language, formality, paper="a4")
    return begin(known, Resources().help(language, formality)).encode()


def part(field: Field, words: Locale) -> str:
    """Return what the page says of one name at the margin, and of all that stands below it."""
    told = tell(field, words)
    facts = "".join(f"- {name}: {fact}\n" for name, fact in told.facts)
    rows = "".join(row(below, len(field.path)) for below in every_field(field))
    table = f"{HEAD}{rows}\n" if rows else ""
    return f"\n## {told.path}\n\n{told.meaning}\n\n{facts}\n{table}```yaml\n{told.example}```\n"


def row(field: Field, above: int) -> str:
    """Return the line of a field in a table."""
    name = ".".join(field.path[above:])
    cells = (f"`{name}`", *cells_of(field))
    return f"| {' | '.join(cells)} |\n"


def cells_of(field: Field) -> Iterator[str]:
    """Yield what stands beside the name."""
    choices = f" One of: {', '.join(field.choices)}." if field.choices else ""
    yield f"{field.meaning}{choices}".replace("|", "\\|").replace("*", "\\*")
    yield "<br>".join(f"`{line}`" for line in field.example.split("\n") if line)
    yield field.default
    readers = [reader.value for reader in field.readers]
    yield ", ".join(readers) or "only you"
