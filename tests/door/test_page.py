"""The page in a browser, where more than one edits, and where private stays private."""

from __future__ import annotations

from door.the_browser import WAIT, shown_in_chromium
from door.the_door import SMALL


def box(page, name: str):
    return page.locator(f'[id="f:{name}"]')


def test_both_sides_of_a_conflict_are_shown_and_nothing_is_lost(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(SMALL, "utf-8")
    with shown_in_chromium(tmp_path) as page:
        only_the_columns_scroll(page)
        other_hand_wins_nothing(page, file)
        what_is_no_date_is_told_and_takes_nothing_away(page, file)
        notes_come_and_go(page)
        hiding_notes_leaves_nothing_of_them_and_loses_nothing(page, file)
        what_is_not_saved_goes_with_the_page(page)
        entries_move_by_keyboard(page, file)
        a_broken_file_is_mended(page, file)


def only_the_columns_scroll(page) -> None:
    """Labels that are only heard stand in their column: the page below it has no end of its own."""
    box(page, "manager/name").wait_for()
    tall = "document.documentElement.scrollHeight - innerHeight"
    assert page.evaluate(tall) == 0
    page.evaluate("document.getElementById('ended').hidden = false")
    assert page.evaluate(tall) == 0
    page.evaluate("document.getElementById('ended').hidden = true")


def other_hand_wins_nothing(page, file) -> None:
    """Typed while another writes the same value: the page asks; then it is undone."""
    theirs = SMALL.replace("Grace Osei", "Grace Mensah")

    def first_another_hand(route) -> None:
        file.write_text(theirs, "utf-8")
        route.continue_()

    page.route("**/change?*", first_another_hand, times=1)
    name = box(page, "manager/name")
    name.press("End")
    name.press_sequentially("!")
    page.locator(".conflict").wait_for()
    assert "Grace Mensah" in page.locator(".conflict").inner_text()
    assert name.input_value() == "Grace Osei!"
    assert "Grace Mensah" in file.read_text("utf-8")
    page.get_by_role("button", name="Write what I typed").click()
    page.frame_locator("#document").get_by_text("Grace Osei!").first.wait_for()
    page.locator("#undo").click()
    page.frame_locator("#document").get_by_text("Grace Mensah").first.wait_for()
    assert name.input_value() == "Grace Mensah"


def what_is_no_date_is_told_and_takes_nothing_away(page, file) -> None:
    before = file.read_text("utf-8")
    day = box(page, "meeting/start")
    for typed in ("02302027", "12170026"):
        day.click(position={"x": 15, "y": 15})
        page.keyboard.type(typed)
        day.blur()
        page.get_by_text("this is not a full date").wait_for()
        assert file.read_text("utf-8") == before
    day.fill("2026-12-03")
    day.blur()
    page.get_by_text("this is not a full date").wait_for(state="detached")


def notes_come_and_go(page) -> None:
    assert "canary" not in page.content()
    page.locator("[data-shows]").click()
    box(page, "private/pay").wait_for(state="attached")
    assert "canary" in page.content()
    assert page.locator("[data-shows]").count() == 0
    page.locator("#notes").click()
    box(page, "private/pay").wait_for(state="detached")
    assert "canary" not in page.content()
    page.locator("#notes").click()
    box(page, "private/pay").wait_for(state="attached")
    page.reload()
    box(page, "manager/name").wait_for()
    assert "canary" not in page.content()


def hiding_notes_leaves_nothing_of_them_and_loses_nothing(page, file) -> None:
    """What is typed into a note while the page is busy is saved, before it is hidden."""
    held: list = []
    page.locator("#notes").click()
    page.locator("#kind").select_option("agenda/me")
    page.locator("[data-make=docx]").click()
    page.get_by_role("link", name="career.agenda.PRIVATE.docx").wait_for()
    page.route("**/change?*", lambda route: held.append(route), times=1)  # noqa: PLW0108
    box(page, "manager/name").fill("Grace M.")
    box(page, "private/pay").fill("secretive canary text, and more")
    page.locator("#notes").click()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    box(page, "private/pay").wait_for(state="detached")
    assert "secretive canary text, and more" in file.read_text("utf-8")
    assert "canary" not in page.content()
    assert "PRIVATE" not in page.content()


def what_is_not_saved_goes_with_the_page(page) -> None:
    from playwright.sync_api import expect

    page.locator('[id="a:questions"]').fill("What do you value?")
    page.reload()
    expect(box(page, "questions/0")).to_have_value("What do you value?", timeout=WAIT)


def entries_move_by_keyboard(page, file) -> None:
    from playwright.sync_api import expect

    page.get_by_role("button", name="Up: Entry 2").first.focus()
    page.keyboard.press("Enter")
    expect(box(page, "values/0/name")).to_have_value("autonomy", timeout=WAIT)
    expect(page.get_by_role("button", name="Down: Entry 1").first).to_be_enabled(timeout=WAIT)
    text = file.read_text("utf-8")
    assert text.index("autonomy") < text.index("craft  # the first")
    page.get_by_role("button", name="Remove: Entry 1").first.click()
    expect(box(page, "values/0/name")).to_have_value("craft", timeout=WAIT)
    assert "autonomy" not in file.read_text("utf-8")


def a_broken_file_is_mended(page, file) -> None:
    whole = file.read_text("utf-8")
    file.write_text(whole + "broken\n", "utf-8")
    page.get_by_text("The file cannot be read here").wait_for()
    page.locator("#notes").click()
    text = box(page, "text")
    text.fill(text.input_value().replace("broken\n", ""))
    page.locator("#save").click()
    box(page, "manager/name").wait_for()
    assert file.read_text("utf-8") == whole
