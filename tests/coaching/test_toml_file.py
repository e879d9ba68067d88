"""Where a user's settings are looked for."""

import pytest
from platformdirs import user_config_path

from agenda.coaching.toml_file import user_folder


@pytest.mark.parametrize("told", ["", " ", "/srv/settings", "relative/one"])
def test_settings_stand_where_those_of_other_programs_do(monkeypatch, told):
    monkeypatch.setenv("XDG_CONFIG_HOME", told)
    assert user_folder() == user_config_path("agenda", appauthor=False)
