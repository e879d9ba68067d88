"""Documents made by workers of a real scheduler, here on one machine."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from agenda.batch import cluster as room
from agenda.batch.cluster import _compare, _cut
from agenda.pipeline import compose, load
from agenda.resources import Resources
from agenda.source.problems import Stop
from agenda.wish import Wish
from agenda.work import Order
from batch.test_batch import wait_for
from commands.command_line import SMALL, inside, ran
from ground import NOW, UNWATCHED

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
SECRET = "Nobody else may read this line of mine"
SHARED = "Let me shadow the planning"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    for number in range(8):
        text = f"{SMALL}asks: [{SHARED}]\nprivate: {{notes: {SECRET}}} # {SECRET}\n"
        Path(f"secret{number}.yaml").write_text(text.replace("Ada", f"Ada{number}"), "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def ended_loops():
    """End the thread of a client that found no scheduler: with one more, nothing is copied."""
    yield
    if "distributed" in sys.modules:
        for _, runner in list(sys.modules["distributed"].utils.LoopRunner._all_loops.values()):
            runner.stop()


@contextmanager
def dask(*line, **more):
    log = Path(f"{line[0]}{len(list(Path().glob('*.log')))}.log")
    command = [
        sys.executable,
        "-m",
        "dask",
        *map(str, line),
        "--host",
        "127.0.0.1",
        "--no-dashboard",
    ]
    with log.open("wb") as said, subprocess.Popen(
        command, stdout=said, stderr=said, env={**os.environ, **UNWATCHED, **more}
    ) as run:  # fmt: skip
        try:
            yield run
        finally:
            run.kill()


@contextmanager
def cluster(workers, protocol="tcp", **more):
    with ExitStack() as running:
        file = Path("scheduler.json")
        there = ("--scheduler-file", file, "--protocol", protocol)
        first = running.enter_context(dask("scheduler", "--port", 0, *there))
        wait_for(lambda: file.exists() and file.read_bytes())
        line = ("worker", *there, "--nthreads", 1, "--no-nanny")
        runs = [running.enter_context(dask(*line, **more)) for _ in range(workers)]
        wait_for(lambda: sum("Registered to" in one.read_text() for one in logs()) == workers)
        yield json.loads(file.read_text())["address"], (first, *runs)


def logs():
    return list(Path().glob("worker*.log"))


@contextmanager
def preparing(address, *more, **environment):
    line = [sys.executable, "-m", "agenda", "prepare", ".", "-O", "there", "--cluster", address]
    with subprocess.Popen(
        [*line, *more], stderr=subprocess.PIPE, env={**os.environ, **UNWATCHED, **environment}
    ) as run:
        yield run


@pytest.fixture
def certificates(folder, monkeypatch):
    """A CA's certificates, as Dask's settings name them for whoever runs here."""
    for name, value in issued(folder / "ours").items():
        monkeypatch.setenv(name, value)


def issued(place):
    """Return the settings for the certificates that a new CA has issued into a folder."""
    place.mkdir()
    ca = trustme.CA()
    ca.cert_pem.write_to_path(place / "ca.pem")
    settings = {"CA_FILE": place / "ca.pem"}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        ca.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(place / who)
        settings |= {f"{who}__CERT": place / who, f"{who}__KEY": place / who}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(path) for name, path in settings.items()}


@POSIX
@pytest.mark.parametrize("protocol", ["tcp", pytest.param("tls", marks=pytest.mark.slow)])
def test_a_cluster_makes_the_same_bytes_and_goes_on_when_a_worker_dies(
    folder, certificates, protocol
):
    with cluster(2, protocol) as (address, runs):
        assert address.startswith(f"{protocol}://")
        with preparing(address) as run:
            wait_for(lambda: list(Path("there").glob("*.pdf")))
            os.kill(runs[1].pid, signal.SIGKILL)
            said = run.stderr.read().decode()
        assert run.returncode == 0, said
        told = "".join(one.read_text() for one in Path().glob("*.log"))
    assert said.count("wrote") == 8
    assert ran("prepare", ".", "-O", "here").code == 0
    assert inside(folder / "there") == inside(folder / "here")
    assert not [one for one in (SECRET, SHARED, "secret0") if one in told]


def test_nothing_private_is_in_what_goes_there(folder):
    brief = compose([load("secret0.yaml")], Wish(NOW), Resources())
    sealed = _cut(Order(brief, ["pdf"], Wish(NOW)))
    assert SHARED.encode() in sealed.data
    assert SECRET.encode() not in sealed.data
    assert b"secret0" not in sealed.data
    assert SHARED not in repr(sealed)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("--cluster tcp://127.0.0.1:1", 3, "there is no scheduler at tcp://127.0.0.1:1"),
        ("--cluster tcp://example.org:8786", 2, "could be read on its way"),
        ("--cluster example.org", 2, "is no address of a scheduler"),
        ("--insecure-cluster", 2, "name it with --cluster"),
        ("--cluster tls://example.org --templates .", 2, "leave --templates out"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_told_and_nothing_is_made(
    folder, line, code, said, monkeypatch
):
    monkeypatch.setattr(room, "PATIENCE", "1s")
    before = inside(folder)
    done = ran("prepare", ".", *line.split())
    assert (done.code, inside(folder)) == (code, before)
    assert said in done.err


def test_a_private_copy_is_made_on_this_machine(folder):
    wish = Wish(NOW, audience="me")
    brief = compose([load("secret0.yaml")], wish, Resources())
    with pytest.raises(Stop, match="a copy for you alone is made on this machine"):
        _cut(Order(brief, ["pdf"], wish))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"tcp://w": ("career-agenda 0",)}, "the worker tcp://w has career-agenda 0, and this"),
        ({}, "the cluster has no workers"),
    ],
)
def test_workers_that_would_make_other_documents_are_told_before_work_begins(found, said):
    with pytest.raises(Stop, match=said):
        _compare(SimpleNamespace(run=lambda _: found))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("theirs", "told"),
    [("none", "asks for certificates, and Dask's settings name none"),
     ("another CA's", "has its certificates from the same CA as yours")],
)  # fmt: skip
def test_without_its_certificates_nobody_reaches_a_cluster_with_tls(
    folder, certificates, theirs, told
):
    settings = issued(folder / "theirs") if theirs != "none" else {}
    unset = {name: settings.get(name, "") for name in os.environ if name.startswith("DASK_")}
    with cluster(1, "tls") as (address, _), preparing(address, **unset) as run:
        said = run.stderr.read().decode()
    assert run.returncode == 3, said
    assert told in said
    assert "Traceback" not in said
    assert not Path("there").exists()


@pytest.mark.slow
@pytest.mark.parametrize("protocol", ["tcp", "tls"])
def test_a_worker_of_another_version_is_told_before_work_begins(folder, certificates, protocol):
    (other := folder / "other" / "career_agenda-0.0.9.dist-info").mkdir(parents=True)
    about = "Metadata-Version: 2.4\nName: career-agenda\nVersion: 0.0.9\n"
    (other / "METADATA").write_text(about, "utf-8")
    there = cluster(1, protocol, PYTHONPATH=str(other.parent))
    with there as (address, _), preparing(address) as run:
        said = run.stderr.read().decode()
    assert run.returncode == 3, said
    assert "has career-agenda 0.0.9, " in said
    assert not Path("there").exists()


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("protocol", ["tcp", "tls"])
def test_a_scheduler_that_dies_in_the_middle_ends_the_run_and_what_is_made_is_whole(
    folder, certificates, protocol
):
    with cluster(1, protocol) as (address, runs), preparing(address, "--timeout", "20") as run:
        wait_for(lambda: list(Path("there").glob("*.pdf")))
        os.kill(runs[0].pid, signal.SIGKILL)
        said = run.stderr.read().decode()
    assert run.returncode == 3, said
    assert "the cluster lost it" in said
    assert "Traceback" not in said
    assert all(path.read_bytes().endswith(b"%%EOF\n") for path in Path("there").iterdir())
