"""What an editor makes of the schema: asked of the YAML language server that editors use."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agenda.answers.cycle.beginning import Known, begin
from agenda.commands.schema import schema
from agenda.resources import Resources
from ground import GOOD, STORIES

pytestmark = pytest.mark.slow

SERVER = Path(__file__).parent / "collect" / "programs" / "node_modules" / "yaml-language-server"
FIRST = "# yaml-language-server: $schema=agenda.schema.json\n"
SMALL = f"{FIRST}version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"


class Editor:
    """Speaks with the server as an editor does: a message is JSON behind its length."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sent = folder, 0
        node = shutil.which("node")
        if not node or not SERVER.is_dir():
            pytest.skip("the YAML language server is not there; make test-slow installs it")
        line = [node, str(SERVER / "bin" / "yaml-language-server"), "--stdio"]
        self.server = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self.say("initialized", {})

    def say(self, method: str, params: Any, **more: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def ask(self, method: str, params: Any) -> Any:
        self.sent += 1
        self.say(method, params, id=self.sent)
        return next(one["result"] for one in self.heard() if one.get("id") == self.sent
                    and "method" not in one)  # fmt: skip

    def heard(self) -> Iterator[dict[str, Any]]:
        """Yield what the server says; what it asks of the editor gets no settings."""
        assert self.server.stdout
        while True:
            length = 0
            while line := self.server.stdout.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            message = json.loads(self.server.stdout.read(length))
            if "method" in message and "id" in message:
                answer = [{} for _ in message["params"].get("items", ())] or None
                data = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer})
                assert self.server.stdin
                self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data.encode())
                self.server.stdin.flush()
            yield message

    def open(self, text: str, name: str = "career.yaml") -> tuple[str, list[str]]:
        """Return the address of a file that is opened, and what is marked in it."""
        uri = (self.folder / name).as_uri()
        self.say("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": text}})  # fmt: skip
        found = next(one["params"]["diagnostics"] for one in self.heard()
                     if one.get("method") == "textDocument/publishDiagnostics"
                     and one["params"]["uri"] == uri)  # fmt: skip
        return uri, [one["message"] for one in found]


@pytest.fixture
def editor(tmp_path) -> Iterator[Editor]:
    (tmp_path / "agenda.schema.json").write_text(schema(), "utf-8")
    made = Editor(tmp_path)
    yield made
    made.server.kill()
    made.server.communicate()


def test_nothing_is_marked_in_the_samples_nor_in_a_new_file(editor):
    for number, path in enumerate([*GOOD, *(path for story in STORIES for path in story)]):
        assert editor.open(FIRST + path.read_text("utf-8"), f"{number}.yaml")[1] == [], path
    for size in ("minimal", "normal", "full"):
        known = Known("en-GB", paper="a4", timezone="Europe/London")
        text = begin(known, Resources().help("en-GB", None), size, "agenda.schema.json")
        assert editor.open(text, f"{size}.yaml")[1] == []


def test_what_is_wrong_is_marked(editor):
    assert editor.open(f"{SMALL}paper: a5\n")[1] != []


def test_names_are_completed_and_explained(editor):
    uri, _ = editor.open(f"{SMALL}goals:\n  - what: Sign it\n    \n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 4}}
    found = editor.ask("textDocument/completion", at)
    items = {one["label"]: one for one in (found["items"] if isinstance(found, dict) else found)}
    assert {"by", "first_step", "success"} <= items.keys()
    assert "first two weeks" in str(items["first_step"]["documentation"])


def test_help_is_shown_over_a_name(editor):
    uri, _ = editor.open(f"{SMALL}goals:\n  - what: Sign it\n    first_step: Read it\n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 6}}
    shown = str(editor.ask("textDocument/hover", at))
    assert "What you do for it in the first two weeks." in shown
    assert "send you a one-page outline" in shown
