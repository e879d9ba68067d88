"""The whole year in a browser: begun, filled in, sent, recorded, begun anew."""

from __future__ import annotations

from pathlib import Path

from copies import FILLED
from door.the_browser import shown_in_chromium
from ground import in_a_process


def test_a_whole_year(tmp_path):
    file = tmp_path / "career.yaml"
    with shown_in_chromium(tmp_path) as page:
        begin(page)
        assert "Ada Park" in file.read_text("utf-8")
        fill_in(page)
        file.write_text(file.read_text("utf-8") + "# by another hand\n", "utf-8")
        page.reload()
        shown(page).get_by_text("craft").first.wait_for()
        rest_between_two_words(page)
        assert file.read_text("utf-8").endswith("# by another hand\n")
        same_as_prepare(page, tmp_path)
        ask_and_book(page, tmp_path)
        collect(page, tmp_path)
        record_and_go_on(page, tmp_path)


def box(page, name: str):
    return page.locator(f'[id="f:{name}"]')


def add(page, name: str, text: str) -> None:
    adder = page.locator(f'[id="a:{name}"]')
    adder.fill(text)
    adder.press("Enter")
    page.locator(f'[id^="f:{name}/"]').first.wait_for()


def shown(page):
    return page.frame_locator("#document")


def test_a_page_that_begins_in_another_language_speaks_it_throughout(tmp_path):
    with shown_in_chromium(tmp_path, locale="de") as page:
        page.locator('[id="b:language"]').select_option("de")
        begin(page)
        page.get_by_role("button", name="Wie gedruckt").wait_for()
        assert page.locator("#words").get_attribute("data-saved") == "Gespeichert"


def begin(page) -> None:
    page.get_by_text("in the file career.yaml").wait_for()
    assert page.locator("#notes, #undo").count() == 0
    page.locator('[id="b:employee"]').fill("Ada Park")
    page.locator('[id="b:manager"]').fill("Grace Osei")
    page.locator("#begin button").click()
    box(page, "employee/name").wait_for()


def fill_in(page) -> None:
    box(page, "meeting/start").fill("2026-12-03")
    page.get_by_label("Time", exact=True).first.fill("14:00")
    for name, text in {"values": "craft", "skills/current": "incident response",
                       "skills/future": "technical strategy", "goals": "Run the spring review",
                       "asks": "Let me shadow the planning"}.items():  # fmt: skip
        add(page, name, text)
    box(page, "goals/0/by").fill("2027-06-30")
    box(page, "goals/0/success").fill("the teams plan on it")
    box(page, "goals/0/success").blur()
    shown(page).get_by_text("the teams plan on it").first.wait_for()
    for name in ("values", "skills/current", "skills/future", "goals", "asks"):
        assert page.locator(f'[id="f:{name}/1/name"], [id="f:{name}/1/what"]').count() == 0


def rest_between_two_words(page) -> None:
    """What was saved meanwhile does not take the space away that stands before the next one."""
    field = box(page, "goals/0/first_step")
    field.press_sequentially("ask two ")
    shown(page).get_by_text("ask two").first.wait_for()
    field.press_sequentially("leads")
    shown(page).get_by_text("ask two leads").first.wait_for()


def same_as_prepare(page, folder: Path) -> None:
    """The document on the page is the one that the command makes, under the same clock."""
    done = in_a_process("prepare", "career.yaml", "-f", "pdf", "-o", "made.pdf", cwd=folder)
    assert done.returncode == 0, done.stderr
    press(page, "PDF")
    assert (folder / "career.agenda.pdf").read_bytes() == (folder / "made.pdf").read_bytes()


def press(page, name: str) -> None:
    with page.expect_response(lambda answer: "/make?" in answer.url) as made:
        page.get_by_role("button", name=name, exact=True).click()
    assert made.value.json()["wrong"] == []


def ask_and_book(page, folder: Path) -> None:
    page.locator("#kind").select_option("ask/manager")
    press(page, "E-mail draft")
    assert "Ada" in (folder / "career.ask.eml").read_text("utf-8")
    page.get_by_text("Open it with your mail program").wait_for()
    page.locator("#kind").select_option("agenda/manager")
    press(page, "Calendar")
    assert "BEGIN:VEVENT" in (folder / "career.ics").read_text("utf-8")


def collect(page, folder: Path) -> None:
    """The manager types into the PDF; it comes back and is dropped."""
    sent = (folder / "career.agenda.pdf").read_bytes()
    back = folder / "back.pdf"
    back.write_bytes(FILLED["pdf"](sent, {"record/notes/skills": "Strong on incidents"}))
    page.locator("#copy").set_input_files(back)
    page.get_by_role("button", name="Write it into my file").click()
    page.get_by_text("Written into your file").wait_for()
    assert "Strong on incidents" in (folder / "career.yaml").read_text("utf-8")


def record_and_go_on(page, folder: Path) -> None:
    press(page, "Begin the record")
    page.locator("#kind option[value='record/manager']").wait_for(state="attached")
    box(page, "record/summary/skills").fill("We agreed on strategy.")
    box(page, "record/summary/skills").blur()
    page.locator("#kind").select_option("record/manager")
    shown(page).get_by_text("We agreed on strategy.").first.wait_for()
    press(page, "Begin the next cycle")
    (following,) = folder.glob("career.2*.yaml")
    assert "Run the spring review" in following.read_text("utf-8")
    page.get_by_role("button", name="Go on with it").click()
    page.get_by_role("heading", name=following.name).wait_for()
    assert box(page, "goals/0/what").input_value() == "Run the spring review"
