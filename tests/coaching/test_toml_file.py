"""Where a user's settings are looked for."""

import pytest
from platformdirs import user_config_path

from agenda.coaching.toml_file import user_folder


@pytest.mark.parametrize("told", ["", " ", "/srv/settings"])
def test_settings_stand_where_those_of_other_programs_do(monkeypatch, told):
    monkeypatch.setenv("XDG_CONFIG_HOME", told)
    assert user_folder() == user_config_path("agenda", appauthor=False)


def test_a_path_that_is_relative_is_none(monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    usual = user_folder()
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative/one")
    assert user_folder() == usual
