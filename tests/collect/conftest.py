"""What the tests of collect share."""

from pathlib import Path

import pytest

from agenda.collect import readback


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Read copies in this process, but where a module is BOUNDED: about what takes too much.

    To copy this process for each takes longer than to read it.
    """
    if not hasattr(request.module, "BOUNDED"):
        monkeypatch.setattr(readback, "run_bounded", lambda job: job())


@pytest.fixture
def answers(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An answers file with what the module of the test has as its HEAD."""
    file = tmp_path / "career.yaml"
    file.write_text(request.module.HEAD, "utf-8")
    return file
