"""`make audit` and `make sbom`: what agenda stands on, its licences, and its known faults."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
import threading
import tomllib
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from draws import grid
from ground import ROOT, UNWATCHED, lacking

AUDIT = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "audit.py")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = (ROOT / "requirements.txt").read_text("utf-8")


# --- licences ------------------------------------------------------------------------------


@pytest.mark.slow  # another release of anything may say something else: no change of ours
def test_what_agenda_and_its_tools_stand_on_has_licences_that_are_allowed():
    looked = AUDIT.look_at_licences(PROJECT)
    assert looked.code == 0, looked.told
    assert int(re.search(r"\d+", looked.told[0])[0]) > 60


def test_a_licence_that_is_not_allowed_is_told_with_its_package():
    rules = PROJECT["tool"]["licences"]
    fewer = {**rules, "allowed": [one for one in rules["allowed"] if one != "OFL-1.1"]}
    looked = AUDIT.look_at_licences(PROJECT | {"tool": {"licences": fewer}})
    assert looked.code == 1
    (said,) = (one for one in looked.told if one.startswith("fontpkg-lato "))
    assert "its licence is 'OFL-1.1', which tool.licences in pyproject.toml does not" in said


@grid(
    ("told", "fine"),
    [("MIT", True), ("GPL-3.0-only", False), ("", False), ("GPL-3.0-only OR MIT", True),
     ("MIT AND GPL-3.0-only", False), ("MIT AND ISC", True), ("(MIT OR ISC) AND X", False)],
)  # fmt: skip
def test_one_way_to_take_it_is_enough_if_all_of_it_is_allowed(told, fine):
    assert AUDIT.permitted(told, {"MIT", "ISC"}) is fine


# --- what is locked ------------------------------------------------------------------------


def test_every_release_that_is_locked_has_hashes():
    entries = re.split(r"\n(?=[a-z0-9])", LOCKED.partition("\n    make lock\n")[2] or LOCKED)
    bare = [entry.partition(" ")[0] for entry in entries
            if "==" in entry and "--hash=sha256:" not in entry]  # fmt: skip
    assert bare == []


def test_what_pyproject_asks_for_is_locked_in_a_release_that_it_allows():
    found = re.findall(r"^([\w.-]+)==([\w.+!]+)", LOCKED, re.MULTILINE)
    locked = {canonicalize_name(name): version for name, version in found}
    project, groups = PROJECT["project"], [*PROJECT["dependency-groups"].values()]
    groups += [project["dependencies"], *project["optional-dependencies"].values()]
    groups += [PROJECT["build-system"]["requires"]]
    asked = [Requirement(one) for group in groups for one in group if isinstance(one, str)]
    releases = {one: locked.get(canonicalize_name(one.name), "0") for one in asked}
    assert [one for one, release in releases.items() if release not in one.specifier] == []


# --- known faults --------------------------------------------------------------------------


@contextmanager
def service(faults):
    """A service of known faults, as OSV is one, on this machine."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = asked["package"]["name"]
            told = json.dumps({"vulns": faults.get(name, [])}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def audited(tmp_path, url):
    if not find_spec("pip_audit"):
        lacking("pip-audit is not installed")
    (tmp_path / "locked.txt").write_text(f"click==8.2.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    script = str(ROOT / "scripts" / "audit.py")
    done = subprocess.run(
        [sys.executable, script, "--osv-url", url, "--locked", "locked.txt"],
        cwd=tmp_path, env={**os.environ, **UNWATCHED}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


FAULT = {
    "id": "PYSEC-2027-1", "modified": "2027-01-01T00:00:00Z", "aliases": [], "summary": "Bad.",
    "affected": [{"package": {"name": "click", "ecosystem": "PyPI"}, "versions": ["8.2.0"],
                  "ranges": [{"type": "ECOSYSTEM",
                              "events": [{"introduced": "0"}, {"fixed": "8.2.1"}]}]}],
}  # fmt: skip


@pytest.mark.slow
def test_a_known_fault_of_a_locked_release_is_told_with_what_mends_it(tmp_path):
    with service({"click": [FAULT]}) as url:
        code, said = audited(tmp_path, url)
    assert (code, "click 8.2.0: PYSEC-2027-1, mended in 8.2.1" in said) == (1, True), said
    with service({}) as url:
        code, said = audited(tmp_path, url)
    assert (code, "known faults: none in 1 releases" in said) == (0, True), said


@pytest.mark.slow
def test_where_no_service_answers_nothing_is_said_to_be_well(tmp_path):
    code, said = audited(tmp_path, "http://127.0.0.1:1/v1/query")
    assert (code, "no service answered, so nothing is known" in said) == (3, True), said
    assert "Traceback" not in said


# --- the bill of materials -----------------------------------------------------------------


ONLINE = {**os.environ, **UNWATCHED, "UV_NATIVE_TLS": "1"}
"""What a run has set for itself is not known here; the system's certificates are."""


@pytest.mark.slow
def test_a_bill_of_materials_has_all_that_comes_with_a_wheel(tmp_path):
    if not (find_spec("cyclonedx_py") and find_spec("uv")):
        lacking("cyclonedx-bom is not installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(
        build, cwd=ROOT, check=True, capture_output=True, env={**os.environ, **UNWATCHED}
    )
    (wheel,) = tmp_path.glob("*.whl")
    line = [sys.executable, str(ROOT / "scripts" / "sbom.py"), str(wheel)]
    made = []
    for _ in range(2):
        done = subprocess.run(line, check=False, capture_output=True, env=ONLINE)
        assert done.returncode == 0, done.stderr.decode()
        (file,) = tmp_path.glob("*.cdx.json")
        made.append(file.read_bytes())
    bill = json.loads(made[0])
    about = bill["metadata"]["component"]
    assert made[0] == made[1]
    assert (bill["bomFormat"], about["name"]) == ("CycloneDX", "career-agenda")
    assert file.name == f"career_agenda-{about['version']}.cdx.json"
    assert about["hashes"][0]["content"] == sha256(wheel.read_bytes()).hexdigest()
    listed = {canonicalize_name(one["name"]) for one in bill["components"]}
    asked = map(Requirement, PROJECT["project"]["dependencies"])
    assert {
        canonicalize_name(one.name) for one in asked if not one.marker or one.marker.evaluate()
    } <= listed
    assert not {"pytest", "distributed", "pip"} & listed
    assert str(tmp_path) not in made[0].decode()
