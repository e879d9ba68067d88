"""The sentences of a language, out of its catalogues: gettext's, in the polite or familiar form.

Of a document there is more to a language than its sentences: see locale.
"""

from __future__ import annotations

import gettext
import io
import struct
from collections.abc import Callable
from contextlib import redirect_stdout
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

from agenda.language import bundled
from agenda.language.reading import DEFAULT, base, broken_catalogue, languages, lineage
from agenda.source.problems import Stop

Formality = Literal["formal", "informal"]


class Catalogue(NamedTuple):
    """The sentences of one catalogue; English where nobody has translated them."""

    texts: gettext.NullTranslations = gettext.NullTranslations()

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language, with its %(placeholders)s filled in."""
        return self.texts.gettext(message) % values


def load_catalogue(
    name: str, tag: str, formality: Formality | None, folders: tuple[Path, ...]
) -> Catalogue:
    """Return the sentences of the language of a BCP 47 tag. English needs no catalogue.

    Raises Stop with problems `catalogue` when one cannot be read: it may be a user's own.
    """
    if base(tag) == DEFAULT:
        return Catalogue()
    return Catalogue(chain((name,), lineage(tag, languages(folders)), formality, folders))


def chain(
    names: tuple[str, ...],
    languages: tuple[str, ...],
    formality: Formality | None,
    folders: tuple[Path, ...],
) -> gettext.NullTranslations:
    """Chain the catalogues: that of a region, and the informal one, say only what differs."""
    familiar = [f"{name}.informal" for name in names] if formality == "informal" else []
    first: gettext.NullTranslations | None = None
    for name, language, folder in product((*familiar, *names), languages, folders):
        found = read_compiled(folder / "locales" / language / name)
        if found and first:
            first.add_fallback(found)
        first = first or found
    return first or gettext.NullTranslations()


def read_compiled(path: Path) -> gettext.GNUTranslations | None:
    """Read the compiled catalogue, or compile the source where a checkout has only that."""
    compiled, source = path.parent / f"{path.name}.mo", path.parent / f"{path.name}.po"
    if not source.is_file() and not compiled.is_file():
        return None
    if compiled.is_file() and not _older(compiled, source):
        return _parsed(compiled, compiled.read_bytes)
    return _parsed(source, lambda: _compile(source))


def _parsed(file: Path, messages: Callable[[], bytes]) -> gettext.GNUTranslations:
    """Raises Stop with problems `catalogue`: the file may be somebody's own."""
    try:
        data = messages()
        made = gettext.GNUTranslations(io.BytesIO(data))
    except IndexError:  # from gettext, which looks for it unguarded
        raise Stop(broken_catalogue(file, "its Plural-Forms names no plural=")) from None
    except (OSError, ValueError, LookupError, struct.error) as fault:
        raise Stop(broken_catalogue(file, str(fault))) from None
    if bundled.templates() not in file.parents:
        _check(file, data, made)
    return made


def _check(file: Path, compiled: bytes, made: gettext.GNUTranslations) -> None:
    """Raise Stop with all that cannot be said with a catalogue of the user's own."""
    from agenda.language import placeholders  # noqa: PLC0415 - the bundled ones are sound

    rule = made.info().get("plural-forms")
    choose = made.plural  # type: ignore[attr-defined] # a function, not in typeshed
    found = [*(placeholders.check_plural_rule(rule, choose) if rule else ()),
             *placeholders.check_placeholders(compiled, made.charset() or "ascii")]  # fmt: skip
    problems = [broken_catalogue(file, *fault) for fault in found]
    if problems:
        raise Stop(*problems)


def _older(compiled: Path, source: Path) -> bool:
    return source.is_file() and compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - an installed copy never needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    from agenda.language.locale import region_of  # noqa: PLC0415
    from agenda.language.placeholders import check_number  # noqa: PLC0415

    data, compiled = source.read_bytes(), io.BytesIO()
    check_number(data)
    with redirect_stdout(io.StringIO()):  # where Babel warns
        read = read_po(io.BytesIO(data), locale=region_of(source.parent.name))
        for message in list(read):  # of these Babel would make translations into English
            if message.pluralizable and not any(message.string or ()):
                read.delete(message.id, message.context)
        write_mo(compiled, read)
    return compiled.getvalue()
