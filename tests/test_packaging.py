"""What is installed is what was written: wheel and sdist are built, installed and used for real.

The build works on a copy of the checkout, without its compiled catalogues, and without
build isolation, so that it needs no network.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from ground import UNWATCHED

ROOT = Path(__file__).parents[1]
SMALLEST = ROOT / "samples" / "good" / "smallest.yaml"
GERMAN = SMALLEST.with_name("deutsch.yaml")
MADE = (
    ".git",
    ".venv",
    "out",
    "dist",
    "build",
    "__pycache__",
    ".coverage*",
    ".*_cache",
    "*.mo",
)

CUT_OFF = """\
import socket

def refuse(*arguments):
    raise OSError("a test has cut the network off")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def run(*command: object, folder: Path, **environment: str) -> str:
    """Run a command in a folder, without what the test run has set for itself."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder, env=kept | UNWATCHED | environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(target: str, source: Path, folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, folder=source)
    (artefact,) = folder.iterdir()
    return artefact


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    copy = tmp_path_factory.mktemp("source") / "agenda"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*MADE))
    return copy


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout, tmp_path_factory):
    return build("sdist", checkout, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The Python of a new environment that holds the wheel and borrows its dependencies.

    The borrowed site-packages come last on the path, and their own .pth files are not
    read from there, so an editable install of agenda among them stays out of sight.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(
        sys.executable, "-m", "pip", "--python", python,
        "install", "--quiet", "--no-index", "--no-deps", wheel, folder=folder,
    )  # fmt: skip
    site = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder
    )
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site.strip(), "borrowed.pth").write_text("\n".join(sorted(borrowed)), "utf-8")
    return python


def wheel_names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def sums(wheel):
    """Return the sum of each file: two wheels differ by a short answer, not by megabytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.CRC for one in archive.infolist()}


def sdist_names(sdist):
    with tarfile.open(sdist) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers()}


def test_the_wheel_has_every_template(checkout, wheel):
    templates = checkout / "templates"
    files = [path for path in templates.rglob("[!.]*") if path.is_file() and path.suffix != ".po"]
    expected = {f"agenda/templates/{path.relative_to(templates).as_posix()}" for path in files}
    assert expected <= wheel_names(wheel)


def test_the_wheel_has_every_catalogue_compiled(checkout, wheel):
    sources = (checkout / "templates").glob("locales/*/*.po")
    expected = {f"agenda/templates/locales/{po.parent.name}/{po.stem}.mo" for po in sources}
    assert expected <= wheel_names(wheel)


def test_the_wheel_has_the_faces_of_documents_fields_pages_and_word_files_and_their_licence(wheel):
    faces = {name for name in wheel_names(wheel) if name.startswith("agenda/templates/faces/")}
    styles = ("Regular", "Italic", "Bold", "BoldItalic")
    wanted = {f"lato/Lato-{style}.ttf" for style in styles} | {"fields/Fields-Regular.ttf"}
    wanted |= {"lato/LICENSE", "fields/LICENSE", "lato/page/characters.json"}
    wanted |= {f"lato/page/{name}-{style}.woff2" for name in ("all", "latin") for style in styles}
    wanted |= {"lato/word/Regular.ttf", "lato/word/Bold.ttf", "lato/word/LICENSE"}
    assert faces == {f"agenda/templates/faces/{name}" for name in wanted}


def test_the_wheel_has_every_module_and_nothing_but_the_package(checkout, wheel):
    source = checkout / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    names = wheel_names(wheel)
    assert modules <= names
    assert {name for name in names if not name.startswith(("agenda/", "career_agenda-"))} == set()


def test_the_sdist_has_what_tests_and_builds_need_and_nothing_compiled(sdist):
    names = sdist_names(sdist)
    needed = {"LICENSE", "Makefile", "hatch_build.py", "pyproject.toml", "tests/test_packaging.py"}
    assert needed <= names
    assert {name for name in names if name.endswith((".mo", ".pyc", ".ttf"))} == set()


def test_the_sdist_is_spared_the_pictures_that_documents_are_compared_with(checkout, sdist):
    kept = {path.relative_to(checkout).as_posix() for path in checkout.glob("tests/pictures/*")}
    assert kept - sdist_names(sdist) == {name for name in kept if name.endswith(".png")} != set()


@pytest.mark.parametrize("cut", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_sdist_builds_the_same_wheel(checkout, sdist, wheel, tmp_path, cut):
    """To cut the faces again takes most of the time of a build."""
    # Debian 12's Python 3.11.2 has no filters yet; newer ones warn when none is named.
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", **safely)
    (source,) = (tmp_path / "source").iterdir()
    if not cut:
        shutil.copytree(checkout / "templates" / "faces", source / "templates" / "faces")
        shutil.copy(checkout / "templates" / ".faces", source / "templates")
    again = build("wheel", source, tmp_path / "wheel")
    assert again.name == wheel.name
    assert sums(again) == sums(wheel)
    assert sha256(again.read_bytes()).digest() == sha256(wheel.read_bytes()).digest()


def test_the_installed_package_is_the_wheels(installed, tmp_path):
    place = run(installed, "-c", "import agenda; print(agenda.__file__)", folder=tmp_path)
    assert Path(place).is_relative_to(installed.parents[1])


def test_an_editable_install_brings_no_copy_of_the_templates(checkout, tmp_path):
    code = f"from hatchling import build; build.build_editable({str(tmp_path)!r})"
    run(sys.executable, "-c", code, folder=checkout)
    (editable,) = tmp_path.iterdir()
    assert not any(name.startswith("agenda/") for name in wheel_names(editable))


def without_network(folder: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return what to put before a command, and its environment, to cut it off.

    The kernel does it where it lets us; else Python refuses every connection.
    """
    if unshare := shutil.which("unshare"):
        for prefix in ((unshare, "-n"), (unshare, "-rn")):
            if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
                return prefix, {}
    (folder / "sitecustomize.py").write_text(CUT_OFF, "utf-8")
    return (), {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html", "md"])
def test_the_installed_command_makes_a_document_elsewhere_without_a_network(
    installed, suffix, tmp_path
):
    shutil.copy(SMALLEST, tmp_path)
    agenda = installed.with_name("agenda.exe" if os.name == "nt" else "agenda")
    output = tmp_path / f"x.{suffix}"
    (fence := tmp_path / "fence").mkdir()
    prefix, environment = without_network(fence)
    run(*prefix, agenda, "prepare", SMALLEST.name, "-o", output, folder=tmp_path, **environment)
    assert output.stat().st_size > 0


def test_the_installed_package_reads_how_answers_are_checked(installed, tmp_path):
    shutil.copy(GERMAN, tmp_path)
    code = f"""
import atexit, os, sys
from agenda.answers.part import Bare, Part, Item
def built():
    models = [one for kind in (Bare, Part, Item) for one in kind.__subclasses__()]
    print(len(models) > 20, [one for one in models if one.__pydantic_complete__])
atexit.register(built)
os.cpu_count = lambda: 1  # all in this process
sys.argv = ["agenda", "prepare", "{GERMAN.name}", "-o", "x.docx"]
from agenda.cli import main
main()
"""
    assert run(installed, "-c", code, folder=tmp_path).strip() == "True []"


def test_the_installed_package_reads_its_catalogues_compiled(installed, tmp_path):
    shutil.copy(GERMAN, tmp_path)
    code = f"""
import atexit, sys
atexit.register(lambda: print("babel.messages" in sys.modules))
sys.argv = ["agenda", "prepare", "{GERMAN.name}", "-o", "x.html"]
from agenda.cli import main
main()
"""
    assert run(installed, "-c", code, folder=tmp_path).strip() == "False"


MASKED = """
import os, sys
os.umask(int(sys.argv[1]))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


@pytest.mark.slow
def test_wheel_and_sdist_are_the_same_bytes_wherever_and_whenever_they_are_built(tmp_path):
    """Built from nothing in two places, by users whose clocks, masks and hashes are not alike."""
    made = []
    for place, mask, epoch, zone in (
        ("a", 0o022, 1_600_000_000, "UTC"),
        ("b/deeper", 0o077, 1_900_000_000, "Asia/Tokyo"),
    ):
        source = tmp_path / place / "agenda"
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(
            *MADE, "faces", ".faces", "compiled", "node_modules"))  # fmt: skip
        for path in (source, *source.rglob("*")):
            os.utime(path, (epoch, epoch))
            path.chmod((0o777 if path.is_dir() or path.stat().st_mode & 0o100 else 0o666) & ~mask)
        for target in ("sdist", "wheel"):
            folder = tmp_path / f"{place}-{target}"
            run(sys.executable, "-c", MASKED, mask, "-m", "hatchling", "build", "-t", target, "-d",
                folder, folder=source, PYTHONHASHSEED=str(epoch), TZ=zone)  # fmt: skip
            made.append(next(folder.iterdir()))
    here, there = made[:2], made[2:]
    assert [one.name for one in here] == [one.name for one in there]
    assert [one.read_bytes() for one in here] == [one.read_bytes() for one in there]
