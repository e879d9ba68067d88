"""With --embed-fonts a Word file brings its face along, as ECMA-376, part 1, 17.8.1 says."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from fontTools.ttLib import TTFont

import agenda
from agenda.outputs.outcome import Exit, code
from agenda.render import faces
from agenda.render.word.embedding import obfuscate
from agenda.source.problems import Stop
from commands.command_line import ran
from ground import GOOD, ROOT, tool
from render.word.test_word_package import audit
from render.word.word_pages import SAMPLE, find, parts, written

FILES = faces.for_word("Lato")
SMALL = next(path for path in GOOD if path.stem == "smallest")
EDITABLE = {0, 8}
"""What OS/2 fsType says of a face that may be in a document that is edited."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def document() -> bytes:
    return written(SAMPLE, files=FILES)


def inside(data: bytes) -> dict[str, TTFont]:
    """Return the faces in a Word file, by what they are embedded as."""
    found = {}
    for style in ("Regular", "Bold"):
        (tag,) = find(data, f"//w:embed{style}", "word/fontTable.xml")
        key, link = (tag.get(name) for name in tag.attrib if name.endswith(("fontKey", "}id")))
        (target,) = find(data, f"//*[@Id='{link}']/@Target", "word/_rels/fontTable.xml.rels")
        face = obfuscate(parts(data)[f"word/{target}"], UUID(key))
        found[style] = TTFont(BytesIO(face))
    return found


def test_the_faces_come_out_again_and_their_name_is_that_of_the_document(document):
    (name,) = find(document, "//w:font/@w:name", "word/fontTable.xml")
    for style, face in inside(document).items():
        assert face["name"].getDebugName(1) == name
        assert face["name"].getDebugName(2) == style
    fonts = find(document, "//w:docDefaults//w:rFonts/@w:ascii", "word/styles.xml")
    assert fonts == [name]
    assert find(document, "//w:altName/@w:val", "word/fontTable.xml") == ["Lato"]


@pytest.mark.parametrize("letters", ["AzßÆœŁőřŞğ€„”–●○→·", "ΑΩάώ", "ЖяЁё"])
def test_they_may_be_embedded_and_have_the_letters_of_europe(document, letters):
    for face in inside(document).values():
        assert face["OS/2"].fsType in EDITABLE
        assert {ord(letter) for letter in letters} <= face.getBestCmap().keys()


def test_the_first_32_bytes_are_mixed_with_the_key_read_from_its_end():
    key = UUID("{1DF903E3-4F97-4A06-8D6B-8F6F1A2B3C4D}")
    mixed = obfuscate(bytes(40), key)
    assert mixed == bytes.fromhex("4D3C2B1A6F8F6B8D064A974FE303F91D") * 2 + bytes(8)


def test_word_opens_it_without_repair_and_it_stays_small(document, tmp_path):
    assert audit(document, tmp_path) == []
    assert sum(path.stat().st_size for path in FILES.values()) < 130_000
    assert len(document) - len(written(SAMPLE)) < 80_000
    assert document == written(SAMPLE, files=FILES)


def test_settings_say_that_faces_are_inside(document):
    assert [one.tag.partition("}")[2] for one in find(document, "/w:settings/*",
                                                      "word/settings.xml")][:3] == [
        "zoom", "embedTrueTypeFonts", "saveSubsetFonts",
    ]  # fmt: skip


def test_without_it_nothing_is_inside():
    assert not [name for name in parts(written(SAMPLE)) if "odttf" in name]


def test_the_option_puts_them_into_a_document(tmp_path):
    (tmp_path / "career.yaml").write_bytes(SMALL.read_bytes())
    done = ran("prepare", tmp_path / "career.yaml", "--embed-fonts", "-f", "docx", "-q")
    assert done.code == 0, done.err
    assert set(inside((tmp_path / "career.agenda.docx").read_bytes())) == {"Regular", "Bold"}


def test_a_reference_document_has_faces_of_its_own():
    assert "leave out --embed-fonts, or --reference-doc" in refused(reference=b"a reference")


def test_a_face_that_is_not_bundled_is_refused(tmp_path):
    look = tmp_path / "themes" / "mine"
    look.mkdir(parents=True)
    for name in ("theme.toml", "style.css"):
        told = (ROOT / "templates/themes/classic" / name).read_text("utf-8")
        (look / name).write_text(told.replace('text = "Lato"', 'text = "Nobody Sans"'), "utf-8")
    assert "'Nobody Sans' cannot be put into" in refused(templates=tmp_path, theme="mine")


def refused(**options: object) -> str:
    """Return why no document is made with these options, and the cure."""
    with pytest.raises(Stop) as stopped:
        agenda.make(agenda.load(SMALL), "docx", embed_fonts=True, **options)
    (problem,) = stopped.value.problems
    assert code([problem]) == Exit.USAGE
    return f"{problem.message}: {problem.help}"


@pytest.mark.slow
def test_libreoffice_shows_the_face_where_it_is_not_installed(document, tmp_path):
    (tmp_path / "x.docx").write_bytes(document)
    (tmp_path / "fonts.conf").write_text(FONTS.format(tmp_path / "cache"), "utf-8")
    bare = {**os.environ, "HOME": str(tmp_path), "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    subprocess.run(
        [tool("soffice"), "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
         "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "x.docx"],
        env=bare, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        names = {str(one.FontName).partition("+")[2] for one in pdf.objects
                 if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one}  # fmt: skip
    assert {"AgendaText-Regular", "AgendaText-Bold"} <= names
