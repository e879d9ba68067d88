"""What the tests of collect share."""

from pathlib import Path

import pytest


@pytest.fixture
def answers(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An answers file with what the module of the test has as its HEAD."""
    file = tmp_path / "career.yaml"
    file.write_text(request.module.HEAD, "utf-8")
    return file
