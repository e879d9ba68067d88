"""What the small files of the program say is kept by the build, for the texts that it knew."""

import tomllib

import pytest

from agenda.language import bundled
from ground import ROOT


@pytest.fixture
def built(tmp_path, monkeypatch):
    (tmp_path / "compiled").mkdir()
    monkeypatch.setattr(bundled, "templates", lambda: tmp_path)
    ((_, data),) = bundled.keep_toml(ROOT / "templates").items()
    (tmp_path / bundled.READY).write_bytes(data)


@pytest.mark.parametrize("pattern", bundled.SMALL)
def test_what_the_build_keeps_is_what_the_files_say(built, pattern):
    texts = [file.read_text("utf-8") for file in (ROOT / "templates").glob(pattern)]
    said = [tomllib.loads(text) for text in texts]
    with pytest.MonkeyPatch.context() as refusing:
        refusing.setattr(bundled, "_parsed", lambda _: pytest.fail("it was read anew"))
        assert [bundled.parse_toml(text) for text in texts] == said


def test_a_text_that_the_build_did_not_know_is_read(built):
    assert bundled.parse_toml('until = ["bis"]') == {"until": ["bis"]}
    with pytest.raises(ValueError, match="Invalid"):
        bundled.parse_toml("until = [")
