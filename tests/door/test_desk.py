"""What is typed into the page stands in the file, and nothing else changes there."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.answers import change, seen_by
from agenda.answers.audience import Audience
from agenda.door.desk import Change, Conflict, Desk, merged
from agenda.language.reading import Reading
from agenda.resources import Resources
from agenda.source.nodes import at, plain
from agenda.source.problems import Stop
from door.the_door import SMALL, opened
from draws import mostly_slow

RESOURCES, READS = Resources(), Reading()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "career.yaml"
    made.write_text(SMALL, "utf-8")
    return made


@pytest.fixture
def desk(path: Path) -> Desk:
    return Desk(path, RESOURCES)


def marks(desk: Desk, *steps: str | int) -> tuple[str, ...]:
    tree = desk.read().tree
    return tuple(
        change.marks(at(tree, steps[:length]), steps[:length])[step]
        for length, step in enumerate(steps) if isinstance(step, int)
    )  # fmt: skip


def write(desk: Desk, *steps: str | int, text: str, was: str, notes: int = 0) -> None:
    desk.change(Change("write", steps, text, was, marks(desk, *steps)))


def test_a_change_is_the_smallest_edit_and_the_file_as_it_was_stays_beside_it(desk, path):
    write(desk, "manager", "name", text="Grace", was="Grace Osei")
    write(desk, "manager", "name", text="Grace O.", was="Grace")
    assert path.read_text("utf-8") == SMALL.replace("Grace Osei ", '"Grace O." ')
    assert path.with_name("career.yaml~").read_text("utf-8") == SMALL


def test_what_somebody_wrote_elsewhere_meanwhile_is_kept(desk, path):
    desk.read()
    path.write_text(SMALL.replace("- autonomy", "- autonomy\n  - calm  # theirs"), "utf-8")
    write(desk, "manager", "name", text="Grace", was="Grace Osei")
    assert "- calm  # theirs" in path.read_text("utf-8")


def test_the_same_value_changed_on_both_sides_is_a_conflict_and_stays(desk, path):
    theirs = SMALL.replace("Grace Osei", "Grace Mensah")
    path.write_text(theirs, "utf-8")
    with pytest.raises(Conflict) as conflict:
        write(desk, "manager", "name", text="Grace", was="Grace Osei")
    assert conflict.value.theirs == "Grace Mensah"
    assert path.read_text("utf-8") == theirs


def test_an_entry_is_found_again_where_the_list_has_changed(desk, path):
    known = marks(desk, "values", 1)
    path.write_text(SMALL.replace("  - craft", "  - calm\n  - craft"), "utf-8")
    desk.change(Change("write", ("values", 1, "example"), "in May", "", known))
    assert plain(desk.read().tree.get("values")) == [
        "calm", "craft", {"name": "autonomy", "example": "in May"}
    ]  # fmt: skip


def test_what_was_typed_of_an_entry_that_is_gone_is_written_nowhere(desk, path):
    known = marks(desk, "values", 1)
    theirs = SMALL.replace("  - autonomy\n", "")
    path.write_text(theirs, "utf-8")
    with pytest.raises(Conflict) as conflict:
        desk.change(Change("write", ("values", 1, "example"), "in May", "", known))
    assert conflict.value.theirs is None
    assert path.read_text("utf-8") == theirs


def test_undoing_takes_back_ones_own_change_and_nobody_elses(desk, path):
    write(desk, "manager", "name", text="Grace", was="Grace Osei")
    theirs = path.read_text("utf-8").replace("- craft", "- care")
    path.write_text(theirs, "utf-8")
    desk.undo(private=False)
    assert path.read_text("utf-8") == SMALL.replace("- craft", "- care")
    assert desk.undoable(private=True) is None


def test_undoing_what_was_changed_since_is_refused(desk, path):
    write(desk, "manager", "name", text="Grace", was="Grace Osei")
    theirs = path.read_text("utf-8").replace('"Grace"', "Gracie")
    path.write_text(theirs, "utf-8")
    with pytest.raises(Conflict):
        desk.undo(private=False)
    assert path.read_text("utf-8") == theirs


def test_what_is_private_is_undone_only_where_it_is_shown(desk, path):
    write(desk, "private", "pay", text="less", was="secretive canary text of pay")
    changed = path.read_text("utf-8")
    desk.undo(private=False)
    assert path.read_text("utf-8") == changed
    desk.undo(private=True)
    assert path.read_text("utf-8") == SMALL


@given(st.lists(st.sampled_from("abc")), st.data())
def test_merging_takes_both_sides_changes_or_none(base, data):
    place = data.draw(st.integers(0, len(base)))
    ours = [*base[:place], "ours", *base[place:]]
    theirs = [*base, "theirs"]
    texts = ("".join(f"{line}\n" for line in lines) for lines in (base, ours, theirs))
    found = merged(*texts)
    if found is not None:
        assert sorted(found.split()) == sorted([*base, "ours", "theirs"])


LISTS = {("values",): "name", ("goals",): "what", ("questions",): ""}
OTHERS = ("version: 1  # of the format", "  # in this order", "  # since May")
words = st.text("ab: #-'\"[]{}&*!%@`,?|>é\n2027", min_size=1, max_size=15).filter(str.strip)
orders = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "up", "down", "write", "undo"]),
              st.sampled_from(list(LISTS)), st.integers(0, 3), words),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders)
def test_any_sequence_of_changes_gives_what_a_model_says(desk, path, wanted):
    """The model: lists of texts. Whatever is refused changes neither."""
    path.write_text(SMALL, "utf-8")
    desk.done.clear()
    model = {("values",): ["craft", "autonomy"], ("questions",): [],
             ("goals",): ["Run the spring capacity review"]}  # fmt: skip
    history = []
    for does, listed, place, text in wanted:
        before = {key: list(entries) for key, entries in model.items()}
        file, entries = path.read_bytes(), model[listed]
        try:
            if does == "undo":
                if history:
                    desk.undo(private=True)
                    model = history.pop()
                continue
            _ordered(desk, does, listed, place, text, entries)
        except (Stop, Conflict):
            assert path.read_bytes() == file
            model = before
            continue
        if model != before:
            history.append(before)
    tree = desk.read().tree
    for listed, key in LISTS.items():
        found = [change.value_at(tree, (*listed, at_, *((key,) if key else ())), READS)
                 for at_ in range(len(model[listed]))]  # fmt: skip
        assert found == model[listed]
    for line in OTHERS:
        assert line in path.read_text("utf-8")


def _ordered(
    desk: Desk, does: str, listed: tuple[str], place: int, text: str, entries: list[str]
) -> None:
    """Do it to the file, then to the model."""
    if does == "add":
        desk.change(Change("add", listed, text))
        entries.append(text)
        return
    if place >= len(entries):
        return
    other = place + (does == "down") - (does == "up")
    key = LISTS[listed]
    steps = (*listed, place, *((key,) if key and does == "write" else ()))
    desk.change(Change(does, steps, text, entries[place], marks(desk, *listed, place)))
    if does == "write":
        entries[place] = text
    elif does == "remove":
        del entries[place]
    else:
        entries[place], entries[other] = entries[other], entries[place]


@pytest.mark.parametrize("many", mostly_slow([2, 4], lambda many: many == 2))
def test_two_who_edit_at_once_lose_nothing(path, many):
    """Two pages, ten changes each, and commands, each in a process of its own."""
    done = "record:\n  held: 2026-06-01\n  actions:\n" + "".join(
        f"    - {{id: a{number}, what: Do {number}, owner: employee, due: 2027-01-01}}\n"
        for number in range(many)
    )
    path.write_text(SMALL.replace("meeting: 2026-12-03 14:00", "meeting: 2026-06-01") + done)

    def page(key: str) -> None:
        desk = Desk(path, RESOURCES)
        for number in range(10):
            desk.change(Change("add", (key,), f"{key} {number}"))

    def commands() -> None:
        for number in range(many):
            while subprocess.run(
                [sys.executable, "-m", "agenda", "done", str(path), f"a{number}"],
                check=False, capture_output=True,
            ).returncode:  # fmt: skip
                pass  # it was changed meanwhile, and says so

    with ThreadPoolExecutor(3) as both:
        for one in [both.submit(page, "values"), both.submit(page, "questions"),
                    both.submit(commands)]:  # fmt: skip
            one.result(timeout=120)
    tree = Desk(path, RESOURCES).read().tree
    assert plain(tree.get("values"))[2:] == [f"values {number}" for number in range(10)]
    assert plain(tree.get("questions")) == [f"questions {number}" for number in range(10)]
    actions = plain(at(tree, ("record", "actions")))
    assert [one["status"] for one in actions] == ["done"] * many


def test_a_broken_file_is_mended_in_the_plain_box(path):
    broken = SMALL.replace("values:", "values")
    path.write_text(broken, "utf-8")
    with opened(path) as visitor:
        hidden = visitor.get("left").text
        assert "Line 5" in hidden
        assert "canary" not in hidden
        shown = visitor.get("left", notes=1).text
        assert "canary text of pay" in shown
        told = {"text": SMALL, "was": broken}
        assert visitor.post("mend", told).status == 400
        assert visitor.post("mend", told, notes=1).told == {}
        assert path.read_text("utf-8") == SMALL
        assert visitor.post("mend", told | {"text": "x"}, notes=1).told["theirs"] == SMALL


def test_what_was_typed_into_the_plain_box_is_undone_whatever_ends_the_lines(desk, path):
    before = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    desk.mend(SMALL.replace("- craft", "- calm"), SMALL, desk.resources.help("en", None))
    assert b"- calm  # the first\r\n" in path.read_bytes()
    desk.undo(private=True)
    assert path.read_bytes() == before


def test_an_entry_that_is_known_by_all_it_says_is_known_while_its_notes_are_hidden(desk, path):
    held = "record:\n  checkins:\n  - held: 2027-03-04\n    private: hush\n"
    path.write_text(SMALL + held, "utf-8")
    checkins = ("record", "checkins")
    hidden = seen_by(desk.read().tree, Audience.MANAGER)
    marked = tuple(change.marks(at(hidden, checkins), checkins))
    desk.change(Change("write", (*checkins, 0, "moved"), "The outline", "", marked))
    assert at(desk.read().tree, (*checkins, 0, "moved")).text == "The outline"


def test_a_file_that_is_gone_or_read_only_is_told(path):
    with opened(path) as visitor:
        visitor.get("left")
        path.rename(path.with_name("other.yaml"))
        assert "not there any more" in visitor.get("left").text
        answer = visitor.post("change", {"does": "add", "path": ["values"], "text": "x"})
        assert answer.told["refused"][0]["message"].startswith("there is no file")
        path.with_name("other.yaml").rename(path)
        path.chmod(0o400)
        answer = visitor.post("change", {"does": "add", "path": ["values"], "text": "x"})
        assert "read-only" in answer.told["refused"][0]["message"]


def test_what_a_button_writes_into_the_file_is_undone_too_and_the_first_version_stays(path):
    with opened(path) as visitor:
        visitor.change("write", "manager", "name", text="Grace", was="Grace Osei")
        told = visitor.post("make", {"what": "record", "kind": "agenda", "for": "manager"}).told
        assert told["wrong"] == []
        assert "record:" in path.read_text("utf-8")
        assert path.with_name("career.yaml~").read_text("utf-8") == SMALL
        visitor.post("undo", {})
        visitor.post("undo", {})
    assert path.read_text("utf-8") == SMALL
