"""Document HTML becomes one self-contained page that looks like the PDF on any screen.

It is a page to read, or to print and write on: nothing that is typed into a browser comes back.
"""

from __future__ import annotations

import base64
import html as markup
import re
from pathlib import Path

from agenda.render import faces
from agenda.render.print_rules import page_rules, ruled
from agenda.render.theme import Theme

RULE = re.compile(r"(?<![^{}])([^{}]*+)\{(?=([^{}]*+))")
FONT = re.compile(r"font(?:-style)?\s*:", re.IGNORECASE)
SLANTED = re.compile(r"\b(?:italic|oblique)\b", re.IGNORECASE)
SLANTING = re.compile(r"<(?:address|cite|dfn|em|i|var)\b")
"""The tags that browsers set in italics."""
ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|([\w-]+)""")
FIELD = re.compile(rf"<(textarea|select)\b({ATTRIBUTES})>(.*?)</\1\s*>|<input\b({ATTRIBUTES})>",
                   re.DOTALL | re.IGNORECASE)  # fmt: skip
LABELLING = re.compile(r"""(<label\b[^>]*?)\s+for\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
CHOSEN = re.compile(rf"<option\b{ATTRIBUTES}\bselected\b{ATTRIBUTES}>([^<]*)", re.IGNORECASE)
BODY = re.compile(rf"(<body\b{ATTRIBUTES}>)", re.IGNORECASE)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
HEAD = re.compile(rf"<(th|td)\b{ATTRIBUTES}>(.*?)</\1>", re.DOTALL)
CELL, TAG, QUOTE = re.compile(r"<(tr|th|td)\b"), re.compile(r"<[^>]*>"), '"'
ON_PAPER = """html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.room { display: block; min-height: 1.4em; }
.box { border: .5pt solid; display: inline-block; height: 1em; width: 1em; }
.ticked { background: currentcolor; }
html header:has(> .marking) { margin-top: 0; }
"""
"""What browsers leave out when they print, and room to write: a theme may say more of it.

They draw nothing above the text of a page, so that what marks it private stands within that.
"""
Face = tuple[int, str]
UPRIGHT: frozenset[Face] = frozenset({(400, "normal"), (700, "normal")})
ITALIC: frozenset[Face] = frozenset({(400, "italic"), (700, "italic")})


def page(html: str, theme: Theme) -> bytes:
    """Return the page with its style and its faces inside: it fetches nothing.

    Of the faces it holds those that it uses, in the smallest set that has its characters. Where
    there are fields there is room to write; printed, it says on each page what the PDF does.
    """
    html = LABELLING.sub(r"\1", FIELD.sub(_room, TABLE.sub(_headed, html)))
    html = BODY.sub(r"\1<main>", html, count=1).replace("</body>", "</main>\n</body>", 1)
    html = html.replace("<aside", '<aside role="note"')  # else a landmark, which stands in no other
    look = _rooms(html) + theme.custom_properties + _inlined(theme)
    lines = f"@media print {{ {ruled(theme, '.room:not(.rows-1)')} }}\n"
    rules = _faces(html, theme) + ON_PAPER + look + lines + page_rules(html)
    return html.replace("</head>", f"<style>\n{_inert(rules)}</style>\n</head>", 1).encode()


def _room(field: re.Match[str]) -> str:
    """Return room to write in place of a field, with what stands in that already."""
    kind, of_pair, content, of_input = field.groups("")
    given = {found[1] or found[5]: found[2] or found[3] or found[4] or ""
            for found in ATTRIBUTE.finditer(of_pair or of_input)}  # fmt: skip
    rows = given.get("rows", "1")
    classes = f"room rows-{rows if rows.isdecimal() else 1}"
    words = content or given.get("value", "")
    if kind.lower() == "select":
        words = "".join(CHOSEN.findall(content))
    if given.get("type") == "checkbox":
        classes, words = ("box ticked" if "checked" in given else "box"), ""
    own = given.get("class", "")
    return f'<span class="{f"{classes} {own}".strip()}">{words}</span>'


def _rooms(html: str) -> str:
    """Return how high the rooms of a page are."""
    many = sorted(map(int, set(re.findall(r'class="room rows-(\d{1,2})\b', html))))
    return "".join(f".rows-{rows} {{ min-height: {rows * 4.5:g}mm; }}\n" for rows in many)


def _headed(table: re.Match[str]) -> str:
    """Say in each cell of a table what heads its column, for screens that have one column only."""
    before, body = table[0].partition("<tbody")[::2]
    heads = [" ".join(TAG.sub("", head).split()) for _, head in HEAD.findall(before)]
    place = 0

    def cell(found: re.Match[str]) -> str:
        nonlocal place
        place = 0 if found[1] == "tr" else place + 1
        if found[1] != "td" or place > len(heads) or not heads[place - 1]:
            return found[0]
        return f'{found[0]} data-head="{heads[place - 1].replace(QUOTE, "&quot;")}"'

    return f"{before}<tbody{CELL.sub(cell, body)}" if body and any(heads) else table[0]


def _inlined(theme: Theme) -> str:
    """Return the stylesheet with the theme's own files in it; the bundled one names none."""
    if not theme.own:
        return theme.css
    from agenda.render.stylesheet import embed_files  # noqa: PLC0415 - only a user's needs it

    return embed_files(theme.css, theme.find_file)


def _inert(rules: str) -> str:
    """Keep a stylesheet from ending the element that it stands in."""
    return re.sub(r"</(?=style)", r"<\\/", rules, flags=re.IGNORECASE)


def _faces(html: str, theme: Theme) -> str:
    """Return the rules of the faces that the page uses, each with its file inside."""
    family, characters = theme.faces["text"], markup.unescape(html)
    used = _used(html, theme.css)
    packed = faces.for_pages(family, characters)
    held = {face: path.read_bytes() for face, path in packed.items() if face in used}
    if not packed:
        files = faces.files(family).items()
        held = {face: _cut(path, characters) for face, path in files if face in used}
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f" src: url(data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}); }}\n"
        for (weight, style), data in held.items()
    )


def _used(html: str, css: str) -> frozenset[Face]:
    """Return the faces in which the page may show text, as far as its tags and classes tell.

    A stylesheet of the user's may set anything in italics: where it says so of more than classes,
    the faces are there.
    """
    slanted = (heads for heads, rules in RULE.findall(css) if any(map(_slants, rules.split(";"))))
    selectors = ",".join(slanted).split(",")
    classes = {name for one in selectors for name in re.findall(r"\.([\w-]+)", one)}
    others = any(one.strip() and "." not in one for one in selectors)
    worn = {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}
    return UPRIGHT | (ITALIC if others or classes & worn or SLANTING.search(html) else frozenset())


def _slants(declaration: str) -> bool:
    font = FONT.search(declaration)
    return bool(font and SLANTED.search(declaration, font.end()))


def _cut(path: Path, characters: str) -> bytes:
    """Return a face of another family with the characters of this page alone."""
    import io  # noqa: PLC0415 - the bundled family is packed already

    from fontTools.subset import Options, Subsetter, load_font, save_font  # noqa: PLC0415

    options = Options(flavor="woff2", layout_features=["kern", "mark", "mkmk"], notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    made = io.BytesIO()
    with load_font(path, options) as font:
        subsetter.subset(font)
        save_font(font, made, options)
    return made.getvalue()
