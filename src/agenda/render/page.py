"""Document HTML becomes one self-contained page that looks like the PDF on any screen."""

from __future__ import annotations

import base64
import html as markup
import io
import mimetypes
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

from agenda.render import faces
from agenda.render.theme import Theme, theme_files

RELATIVE = re.compile(r"url\(\s*[\"']?(?!data:)([^\"')]+)[\"']?\s*\)", re.IGNORECASE)


def page(html: str, theme: Theme) -> bytes:
    """Return the page with its style and its faces inside: it fetches nothing.

    The faces hold the characters of this document only.
    """
    used = "".join(sorted(set(markup.unescape(html))))
    rules = _faces(theme.faces["text"], used) + theme.custom_properties + _inlined(theme)
    return html.replace("</head>", f"<style>\n{_inert(rules)}</style>\n</head>", 1).encode()


def _inlined(theme: Theme) -> str:
    """Return the stylesheet with the theme's own files in it; it names no others."""

    def data(found: re.Match[str]) -> str:
        home = theme.folders[0].resolve()
        files = theme_files((home / found[1]).resolve(), [path.resolve() for path in theme.folders])
        kind = mimetypes.guess_type(found[1])[0] or "application/octet-stream"
        held = base64.b64encode(files[0].read_bytes()).decode() if files else ""
        return f"url(data:{kind};base64,{held})"

    return RELATIVE.sub(data, theme.css)


def _inert(rules: str) -> str:
    """Keep a stylesheet from ending the element that it stands in."""
    return re.sub(r"</(?=style)", r"<\\/", rules, flags=re.IGNORECASE)


def _faces(family: str, characters: str) -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f" src: url(data:font/woff2;base64,{_subset(path, characters)}); }}\n"
        for (weight, style), path in faces.files(family).items()
    )


def _subset(path: Path, characters: str) -> str:
    options = Options(flavor="woff2", layout_features=["kern", "mark", "mkmk"], notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    made = io.BytesIO()
    with load_font(path, options) as font:
        subsetter.subset(font)
        save_font(font, made, options)
    return base64.b64encode(made.getvalue()).decode("ascii")
