"""The page begins, is found again, and ends."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from agenda.door import serve
from agenda.door.plate import Plate, Taken
from agenda.resources import Resources
from agenda.source.nodes import plain
from agenda.source.problems import Stop
from door.the_door import SMALL, opened
from ground import NOW, UNWATCHED


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = tmp_path / "career.yaml"
    made.write_text(SMALL, "utf-8")
    return made


def opening(path: Path, said: list[str], **more: object) -> serve.Opening:
    return serve.Opening(
        str(path),
        Resources(),
        lambda: NOW,
        said.append,
        said.append,
        **more,  # type: ignore[arg-type]
    )


@contextmanager
def running(path: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command; yield it with what it says first."""
    command = [sys.executable, "-m", "agenda", "edit", str(path), "--no-open", *options]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, **UNWATCHED}
    ) as server:
        try:
            assert server.stderr
            yield server, server.stderr.readline()
        finally:
            server.kill()


def test_it_ends_by_itself_when_nobody_has_looked_for_so_long(path):
    said: list[str] = []
    serve.serve(opening(path, said, idle=0.2))
    told, shown = said
    assert re.search(r" http://127\.0\.0\.1:\d+/[\w-]{20,}/\?key=[\w-]{40,} ", told)
    assert shown.startswith("file://")
    assert not [one for one in (path.parent / "state").rglob("*") if one.is_file()]


def test_no_command_line_has_the_key_and_only_the_owner_can_read_where_it_is(path):
    """A browser that was started with the address would show it to all on the machine."""
    opened, browser = path.with_name("opened"), path.with_name("xdg-open")
    browser.write_text(f'#!/bin/sh\necho "$@" >{opened}.part; mv {opened}.part {opened}\n')
    browser.chmod(0o755)
    tools = {"PATH": f"{path.parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "agenda", "edit", str(path)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, **UNWATCHED, **tools}
    ) as server:
        try:
            while not opened.exists():
                assert server.poll() is None
                time.sleep(0.02)
            assert server.stderr
            told = server.stderr.readline()
            page = Path(opened.read_text().strip())
            (address,) = re.findall(r"http://\S+", told)
            assert address in page.read_text()
            assert page.stat().st_mode & 0o077 == page.parent.stat().st_mode & 0o077 == 0
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    assert not page.exists()


def test_a_page_that_is_open_keeps_it_from_ending(path):
    with opened(path) as visitor:
        session = visitor.session
        assert session.idle(0)
        session.pages += 1
        assert not session.idle(0)
        session.pages -= 1


def test_ctrl_c_ends_it_without_a_fault(path):
    with running(path) as (server, _):
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0


def test_a_second_edit_opens_the_first_with_a_key_of_its_own(path):
    with running(path) as (_, first):
        address = re.search(r"http\S+", first)
        said: list[str] = []
        link = path.with_name("link.yaml")
        link.symlink_to(path)
        serve.serve(opening(link, said))
        assert "is open already" in said[0]
        assert address
        assert address[0] in said[0]
        assert address[0] in urlopen(said[1]).read().decode()


def test_a_key_that_was_exchanged_is_on_no_plate(path):
    with running(path) as (_, first):
        (plate,) = (path.parent / "state").rglob("*.html")
        (address,) = re.findall(r"http://\S+", first)
        assert address in plate.read_text()
        urlopen(address).close()
        assert plate.exists()
        assert address not in plate.read_text()


def test_one_page_edits_a_file_whichever_way_it_came_to_it(path):
    """From the cycle before one goes on with the next, unless that is open already."""
    written = {"what": "next", "kind": "agenda", "for": "manager"}
    with opened(path) as visitor:
        (name,) = visitor.post("make", written).told["written"]
        with running(path.with_name(name)) as (_, first):
            told = visitor.post("go", {"name": name}).told
            assert told["elsewhere"] in first
            assert visitor.session.desk.path == path
        assert visitor.post("go", {"name": name}).told == {}
        assert visitor.session.desk.path.name == name
        said: list[str] = []
        serve.serve(opening(path.with_name(name), said))
        assert "is open already" in said[0]
        visitor.session.plate.take_down()


def test_going_on_with_the_next_file_says_there_where_it_is_open_and_frees_the_one_before(path):
    after, plate, second = path.with_name("after.yaml"), Plate(), Plate()
    after.write_text(SMALL, "utf-8")
    plate.hang(path)
    plate.show("http://here/?key=1")
    plate.hang(after)
    assert [*(path.parent / "state").rglob("*.html")] == [plate.page]
    with pytest.raises(Taken) as taken:
        second.hang(after)
    assert taken.value.address == "http://here/?key=1"
    second.hang(path)
    for one in (plate, second):
        one.take_down()


def test_where_the_first_one_has_not_said_yet_where_it_is_nothing_is_brought_up(path):
    plate, said = Plate(), []
    plate.hang(path)
    serve.serve(opening(path, said))
    assert said == [f"{path} is open already"]
    plate.take_down()


def test_where_it_can_be_said_no_more_the_first_visitor_is_let_in_all_the_same(path):
    plate = Plate()
    plate.hang(path)
    shutil.rmtree(plate.page.parent)
    plate.page.parent.write_text("no folder", "utf-8")
    plate.show("http://here/?key=2")
    plate.take_down()


def test_after_one_that_was_killed_another_may_begin(path):
    with running(path) as (server, _):
        server.kill()
        server.wait(20)
        said: list[str] = []
        serve.serve(opening(path, said, idle=0.1))
        assert "is open at" in said[0]


def test_a_port_in_use_is_told(path):
    with serve.listen(0) as taken, pytest.raises(Stop) as stop:
        serve.serve(opening(path, [], port=taken.getsockname()[1]))
    assert stop.value.problems[0].rule == "usage"


@pytest.mark.parametrize("name", ["-", ".", "new.pdf", "no-folder/career.yaml"])
def test_what_is_no_file_has_no_page(path, name):
    with pytest.raises(Stop):
        serve.serve(opening(Path(name), []))


def test_whoever_edits_the_file_elsewhere_is_seen(path):
    """A page that listens is told, at the latest after some moments."""
    with opened(path) as visitor:
        seen = visitor.session.version
        for _ in range(100):  # the watch may begin a moment later
            path.write_text(SMALL + "# another hand\n", "utf-8")
            time.sleep(0.1)
            if visitor.session.version > seen:
                break
        assert visitor.session.version > seen


def test_a_thousand_changes_at_once_end_in_the_last_one(path):
    with opened(path) as visitor:
        desk, was = visitor.session.desk, "Ada Park"

        async def hurry() -> None:
            from agenda.door.desk import Change

            nonlocal was
            for number in range(100):
                now = f"Ada {number}"
                change = Change("write", ("employee", "name"), now, was)
                await visitor.session.work(lambda change=change: desk.change(change))
                was = now

        asyncio.run(hurry())
    assert 'employee: "Ada 99"' in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["Ada Park", "a: b", "x\nmanager: Eve", "- [", "\"'#"])
def test_a_file_is_begun_with_any_name_that_people_have(tmp_path, name):
    path = tmp_path / "career.yaml"
    with opened(path) as visitor:
        assert 'id="begin"' in visitor.get("left").text
        told = {"employee": name, "manager": "Grace", "language": "../../x"}
        assert visitor.post("begin", told).told["wrong"] == []
        tree = visitor.session.desk.read().tree
        told = plain(tree)
        assert (told["employee"], told["manager"]) == (" ".join(name.split()), "Grace")
        assert told["language"] == "en"
        assert path.stat().st_mode & 0o077 == 0
        assert "is there already" in visitor.post("begin", told).told["wrong"][0]["message"]
