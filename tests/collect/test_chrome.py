"""What is typed in the viewer of Chrome comes back into the answers file."""

import io

import pikepdf
import pypdfium2
import pytest

from agenda.collect import readback
from agenda.collect.readback import TICKED
from cases import CASES
from collect import talk
from collect.programs import chrome

DOCUMENTS = [
    case
    for case in CASES
    if str(case)
    in {"agenda-good-full-manager", "agenda-good-deutsch-me", "record-good-staff-manager"}
]
LINES = "Zuerst\n- ż: [Ω]\nЩ"


@pytest.mark.parametrize("enter", [chrome.keys, chrome.paste])
def test_what_is_entered_comes_back(enter, tmp_path):
    data = chrome.filled(talk.copy("pdf"), talk.ENTERED, enter)
    assert talk.lost(readback.read_back(data)) == []
    done = talk.collected(tmp_path, "returned.pdf", data)
    assert done.code == 0, done.said
    assert talk.record(tmp_path) == talk.RECORD


def test_of_a_newer_emoji_that_is_pasted_half_is_lost():
    entered = {"record/notes/skills": "🤝"}
    for enter, held in ((chrome.keys, "🤝"), (chrome.paste, "\uf91d")):
        data = chrome.filled(talk.copy("pdf"), entered, enter)
        assert readback.read_back(data).typed["record/notes/skills"] == held


def test_a_copy_that_was_only_opened_and_saved_changes_nothing(tmp_path):
    done = talk.collected(tmp_path, "returned.pdf", chrome.filled(talk.copy("pdf"), {}))
    assert done.code == 0
    assert (tmp_path / "career.yaml").read_text("utf-8") == talk.ANSWERS


def test_what_is_taken_out_again_is_gone():
    entered = chrome.filled(talk.copy("pdf"), talk.ENTERED)
    texts = {name: "" for name in talk.ENTERED if "manager_levels" in name}
    emptied = readback.read_back(chrome.filled(entered, {**texts, "record/sharing/with": ""}))
    assert talk.lost(emptied) == sorted([*texts, "record/sharing/with"])


@pytest.mark.parametrize("case", DOCUMENTS, ids=str)
def test_every_field_of_every_document_can_be_filled(case):
    data = case.made("pdf")
    told, kept = fields(data)
    returned = readback.read_back(chrome.filled(data, told))
    held = {name: text for name, text in returned.typed.items() if name in told}
    assert held == kept
    assert returned.about == readback.read_back(data).about


def test_a_line_of_notes_shows_down_to_its_descenders():
    capital, both = inked("H"), inked("Hg")
    assert both.stop - capital.stop > len(capital) / 5


def inked(text: str) -> range:
    """Return the rows of pixels that a text takes in the field for notes on the skills."""
    name, scale = "record/notes/skills", 6
    data = chrome.filled(talk.copy("pdf"), {name: text})
    with pikepdf.open(io.BytesIO(data)) as pdf:
        box = next(one.Rect for one in pdf.Root.AcroForm.Fields if name == one.T)
    left, right, low, high = (float(box[place]) * scale for place in (0, 2, 3, 1))
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        page = document[0].render(scale=scale, may_draw_forms=True).to_pil().convert("L")
    field = page.crop((round(left), round(page.height - high), round(right),
                       round(page.height - low)))  # fmt: skip
    _, top, _, bottom = field.point(lambda light: 255 * (light < 150)).getbbox()
    return range(top, bottom)


def fields(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Return what to enter into each field, of several options the last, and what it means."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {str(one.T): one for one in pdf.Root.AcroForm.Fields if one.T != "agenda"}
        told = {name: entered(one) for name, one in found.items()}
        return told, {name: meant(one, told[name]) for name, one in found.items()}


def entered(one: pikepdf.Object) -> str:
    if one.FT == "/Ch":
        return str(one.Opt[-1][1])
    multiline = int(one.get("/Ff", 0)) & 1 << 12
    return LINES if multiline else LINES.replace("\n", " ")


def meant(one: pikepdf.Object, text: str) -> str:
    return TICKED if one.FT == "/Btn" else str(one.Opt[-1][0]) if one.FT == "/Ch" else text
