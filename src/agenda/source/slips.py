"""The slips that keep a line from being YAML, each with its words and a way to mend it.

Whether a line that looks like a slip is one, only reading on can tell: `syntax` tries. No message
repeats more than what may be a field's name, since a text may be private.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unicodedata import name

from agenda.source.line import COMMENT, Line, in_quotes
from agenda.source.names import NAME

ODD = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
"""Spaces that are none to YAML, and characters without a width, as ranges of a pattern."""
BULLETS = "•‣◦▪▫■□●○∙·⁃►▸▶➢➤➔→⇒❖◆✓✔✅☐☑☒❑❒❏\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0e0–—−"
"""Of lists elsewhere, also those of Word's own sign font. A text may begin with the last three."""
SMART = "“”„‟«»‹›‘’‚‛"
_ODD_SPACE = re.compile(
    rf"[ \t]*+(?:-[ \t]+)*+(?:-|[\w-][\w -]*:|[\w-]+(?=[{ODD}]+[\w-]*[ \t]*:))?(?P<odd>[{ODD}])"
)
_DOUBLE, _SINGLE = r'"(?:[^"\\]|\\.)*"', r"'(?:[^']|'')*'"
_BEHIND_QUOTE = r"[ \t]*(?:[,:\]}]|$)"
_BAD_ESCAPE = (
    r"\\(?:x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?!0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})"
    r"|[^xuU0abtnvfre \"/\\N_LP\t])"
)
DASH = "use - and a space"
OPEN = "this quotation mark is never closed"
CLOSE = "close it at the end of the text, or leave both out"
CLOSING = {"[": "]", "{": "}"}


class Slip(NamedTuple):
    """What may be wrong with a line: the place, the words, and how the line would be right."""

    column: int
    width: int
    message: str
    help: str
    mended: str
    rule: str = "yaml"
    more: tuple[tuple[int, str], ...] = ()
    """Other lines that have a part in it, by their number, and how they would be right."""


Find = Callable[[Line], Iterator[Slip]]


def tab(line: Line) -> Iterator[Slip]:
    """A tab where only a space is white space."""
    place = line.raw.find("\t")
    if place >= 0:
        yield Slip(place, 1, "a tab stands where YAML wants spaces", "replace the tab by spaces",
                   line.raw.replace("\t", " "), "yaml-tab")  # fmt: skip


def odd_space(line: Line) -> Iterator[Slip]:
    """A space that is none to YAML, where one is wanted: before or in a key, behind its colon."""
    found = _ODD_SPACE.match(line.raw)
    if found:
        no_width = re.sub("[\u200b-\u200d\u2060\ufeff]", "", line.raw)
        yield Slip(
            found.start("odd"), 1, f"this is no ordinary space: {name(found['odd']).lower()},"
            f" U+{ord(found['odd']):04X}", "delete it and type a space; it often comes from"
            " copying out of another program", re.sub(f"[{ODD}]", " ", no_width),
        )  # fmt: skip


def bullet(line: Line) -> Iterator[Slip]:
    """A list whose items do not begin with -."""
    found = re.match(
        rf"(?:-[ \t]+)*(?P<sign>[{BULLETS}]|(?:[*+]|--+)(?=[ \t]))[ \t{ODD}]*", line.content
    )
    if found:
        place = line.indent + found.start("sign")
        yield Slip(
            place, len(found["sign"]), f"'{found['sign']}' begins no item of a list", DASH,
            line.raw[:place] + "- " + line.content[found.end() :],
        )  # fmt: skip


def number(line: Line) -> Iterator[Slip]:
    """A list with numbers, or with boxes to tick."""
    found = re.match(
        r"(?P<dashes>(?:-[ \t]+)*)(?P<sign>\d{1,2}[.)]|\[[ xX]?\])[ \t]+", line.content
    )
    if found and found.end() < len(line.content):
        sign = "a box" if found["sign"][0] == "[" else "a number"
        if found["dashes"]:
            fault, cure = f"{sign} is not needed in a list", "take it out"
        else:
            fault, cure = f"{sign} begins no item of a list", f"{DASH} in its place"
        yield Slip(
            line.indent + found.start("sign"), len(found["sign"]), fault, cure,
            f"{line.raw[: line.indent]}{found['dashes'] or '- '}{line.content[found.end() :]}",
        )  # fmt: skip


def dash(line: Line) -> Iterator[Slip]:
    """An item without a space behind its dash."""
    found = re.match(r"(?:-[ \t]+)*-(?=[^\s-])(?![\d.,]+\s*%?$)", line.content)
    if found:
        end = line.indent + found.end()
        yield Slip(end - 1, 1, "a space is missing behind the dash", "write - and a space",
                   f"{line.raw[:end]} {line.raw[end:]}")  # fmt: skip


def smart_quote(line: Line) -> Iterator[Slip]:
    """Quotation marks of print in place of straight ones."""
    start = re.search(rf"(?:^[\s-]*|:[ \t]+)(?P<quote>[{SMART}])", line.raw)
    if start:
        place = start.start("quote")
        rest = re.sub(f"[{SMART}]", "", line.raw[place:])
        for mended in (
            line.raw[:place] + rest,
            line.raw[:place] + in_quotes(rest),
        ):
            yield Slip(place, 1, "this quotation mark is none to YAML",
                       "use straight ones: \" or '", mended, "yaml-quote")  # fmt: skip


def _comma(line: Line) -> Iterator[Slip]:
    """A comma or semicolon at the end of a line, as other languages want it."""
    end = re.search(r"(?<=['\"\]}])[ \t]*(?P<sign>[,;])$", line.value)
    if end and line.value[0] in "'\"[{":
        yield Slip(line.start + end.start("sign"), 1, f"a {end['sign']} stands at the end",
                   "take it out", line.with_value(line.value[: end.start()]))  # fmt: skip


def _behind_quote(line: Line) -> Iterator[Slip]:
    """A text that goes on behind its closing quote, as 'it's' does."""
    value = line.value
    found = re.match(_DOUBLE if value[:1] == '"' else _SINGLE, value)
    if not found or found.end() == len(value):
        return
    whole = value[1:-1] if value[-1] == value[0] else value
    other = "'" if value[0] == '"' else '"'
    apostrophe = value[0] == "'" and re.match(r"\w'\w", value[found.end() - 2 :])
    message, cure = "the text goes on behind its closing quotation mark", (
        "put all of it in quotes, or none of it" if other in value else
        f"write {other} at the very beginning and the very end of the text")  # fmt: skip
    if apostrophe:
        message, cure = "this apostrophe ends the text, which began with one", (
            """write it twice, '', or begin and end the text with " in place of '""")  # fmt: skip
    yield Slip(line.start + found.end() - 1, 1, message, cure,
               line.with_value(in_quotes(whole)), "yaml-quote")  # fmt: skip


def _open_quote(line: Line) -> Iterator[Slip]:
    value = line.parts["value"]
    quote = value[:1]
    if quote and quote in "'\"" and not re.match(_DOUBLE if quote == '"' else _SINGLE, value):
        for mended in (line.raw.rstrip() + quote, line.quoted()):
            yield Slip(line.start, 1, OPEN, CLOSE, mended, "yaml-quote")


def _quote_in_brackets(line: Line) -> Iterator[Slip]:
    value = line.value
    for found in re.finditer(
        r"(?:^[\[{]|[,:\[{])[ \t]*(?P<quote>['\"])", value if value[:1] in CLOSING else ""
    ):
        place, quote = found.start("quote"), found["quote"]
        whole = re.match(_DOUBLE if quote == '"' else _SINGLE, value[place:])
        if not whole or not re.match(_BEHIND_QUOTE, value[place + whole.end() :]):
            cure = "write an apostrophe twice, or put the text in double quotes" if whole else CLOSE
            yield Slip(line.start + place, 1, OPEN, cure, line.quoted(), "yaml-quote")
            return


def _escape(line: Line) -> Iterator[Slip]:
    found = re.search(_BAD_ESCAPE, line.raw)
    if found and '"' in line.raw[: found.start()]:
        far = re.match(r"\\U[0-9A-Fa-f]{8}", line.raw[found.start() :])
        message = f"{far[0]} is no character" if far else (
            "a backslash between double quotes begins a sign, and there is none such")  # fmt: skip
        cure = "take it out; the last one is \\U0010FFFF" if far else (
            "write the backslash twice, or put the text in single quotes: '")  # fmt: skip
        yield Slip(found.start(), len(far[0]) if far else 2, message, cure,
                   re.sub(_BAD_ESCAPE, lambda bad: "\\" + bad[0], line.raw))  # fmt: skip


def _beginning(line: Line) -> Iterator[Slip]:
    """A text that begins with a character which means something else there."""
    sign = line.parts["key"][:1]
    if sign and sign in "@`%*":
        behind = len(line.parts["indent"]) + len(line.parts["dashes"])
        whole = in_quotes(COMMENT.sub("", line.raw[behind:]).rstrip())
        yield Slip(behind, 1, f"a text cannot begin with {sign}", "put the whole text in quotes",
                   f"{line.raw[:behind]}{whole}")  # fmt: skip
    sign = line.value[:1]
    if not sign or sign not in "@`%&!*|>{[?,]}":
        return
    rest = _behind_brackets(line.value) if sign in CLOSING else line.value
    if rest:
        yield Slip(line.start, 1, f"a text cannot begin with {sign}",
                   "put the whole text in quotes", line.quoted())  # fmt: skip


def _behind_brackets(value: str) -> str:
    """Return what stands behind the brackets that open the value; nothing where they stay open."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign in "[{") - (sign in "]}")
        if not depth:
            return value[place + 1 :].strip()
    return ""


def _comment(line: Line) -> Iterator[Slip]:
    """A '#' in a text, which takes a colon, a bracket or the line below with it."""
    found = re.search(r"(?:^|(?<=[ \t]))#(?=[^\W_])", line.raw)
    if found:
        yield Slip(
            found.start(), 1, "a comment begins here, and takes the rest of the line with it",
            "put the whole text in quotes if # is a part of it",
            line.raw[: found.start()] + line.raw[found.end() :],
        )  # fmt: skip


def _open_bracket(line: Line) -> Iterator[Slip]:
    unquoted = re.sub(r"\"[^\"]*\"|(?<!\w)'[^']*'", lambda text: "x" * len(text[0]), line.value)
    opened: list[int] = []
    for place, sign in enumerate(unquoted if unquoted[:1] in CLOSING else ""):
        if sign in CLOSING:
            opened.append(place)
        elif opened and sign == CLOSING[unquoted[opened[-1]]]:
            opened.pop()
    if opened:
        closing = "".join(CLOSING[unquoted[place]] for place in reversed(opened))
        for mended in (line.value + closing, in_quotes(line.value)):
            yield Slip(
                line.start + opened[-1], 1, f"this bracket is never closed with {closing[0]}",
                f"write {closing[0]} where the list or map ends, or put a text in quotes",
                line.with_value(mended), "yaml",
            )  # fmt: skip


def _list_behind_colon(line: Line) -> Iterator[Slip]:
    if line.parts["key"] and re.match(r"-\s", line.value):
        yield Slip(line.start, 1, "a list cannot begin behind a colon", "write it below, one line"
                   " for each, or in brackets: [one, two]", line.quoted())  # fmt: skip


def no_space(line: Line) -> Iterator[Slip]:
    """A key without a space behind its colon."""
    found = re.match(r"(?:-[ \t]+)*(?P<key>[^\W\d][\w-]*):(?=[^\s/:])", line.content)
    if found:
        end = line.indent + found.end()
        yield Slip(end - 1, 1, "a space is missing behind the colon", write(found["key"], ": …"),
                   f"{line.raw[:end]} {line.raw[end:]}")  # fmt: skip


def write(key: str, rest: str) -> str:
    """Return the cure to write a name; where it may be none, it is not repeated."""
    return f"write {key if NAME.fullmatch(key) else 'the name'}{rest}"


def _colon_in_text(line: Line) -> Iterator[Slip]:
    found = re.search(r":(?=\s|$)", line.value)
    if found and line.value[:1] not in "'\"[{":
        name = line.value[: found.start()]
        below, cure = f"put {name}: on the next line, indented", "put the whole text in quotes"
        if NAME.fullmatch(name):  # with a _ it is no word of a text
            cure = below if "_" in name else f"if {name} is a name of its own, {below}; else {cure}"
        yield Slip(
            line.start + found.start(), 1, "a colon with a space behind it makes a name of the text"
            " before it", cure,
            line.with_value("") if NAME.fullmatch(name) else line.quoted(),
        )  # fmt: skip


def _text_goes_on(line: Line) -> Iterator[Slip]:
    """A colon in a text of several lines."""
    key = line.parts["key"]
    if key and not NAME.fullmatch(key):
        place = line.raw.index(":", line.indent)
        yield Slip(
            place, 1, "a colon with a space behind it makes a name of the text before it",
            "put the whole text in quotes, or below a | behind its name",
            line.raw[:place] + line.raw[place + 1 :],
        )  # fmt: skip


SLIPS: tuple[Find, ...] = (
    odd_space, bullet, number, dash, smart_quote, _comma, _behind_quote, _quote_in_brackets,
    _escape, _beginning,
    tab, _open_quote, _list_behind_colon, no_space, _colon_in_text, _comment, _open_bracket,
    _text_goes_on,
)  # fmt: skip
"""Those that a line shows by itself, the surest first."""
