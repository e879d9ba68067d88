"""What to write instead of what is no time zone: named where it is sure, else an example."""

from zoneinfo import available_timezones

import pytest
from babel.core import get_global

from agenda.language.zones import EXAMPLE, zone_cure

WINDOWS = {
    "W. Europe Standard Time": "Europe/Berlin",
    "w. europe standard time": "Europe/Berlin",
    "W. Europe Daylight Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "Romance Standard Time": "Europe/Paris",
    "GMT Standard Time": "Europe/London",
    "FLE Standard Time": "Europe/Kyiv",
    "Pacific Standard Time": "America/Los_Angeles",
    "Pacific Standard Time (Mexico)": "America/Tijuana",
    "Pacific Daylight Time": "America/Los_Angeles",
    "Pacific Time": "America/Los_Angeles",
    "Eastern Standard Time": "America/New_York",
    "US Eastern Standard Time": "America/Indiana/Indianapolis",
    "India Standard Time": "Asia/Kolkata",
    "Nepal Standard Time": "Asia/Kathmandu",
    "Argentina Standard Time": "America/Argentina/Buenos_Aires",
    "China Standard Time": "Asia/Shanghai",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "Tokyo Standard Time": "Asia/Tokyo",
    "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": "Europe/Berlin",
    "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris": "Europe/Paris",
    "(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague": "Europe/Budapest",
    "(UTC+00:00) Dublin, Edinburgh, Lisbon, London": "Europe/London",
    "(UTC-08:00) Pacific Time (US & Canada)": "America/Los_Angeles",
    "(UTC-05:00) Eastern Time (US & Canada)": "America/New_York",
    "(UTC-06:00) Guadalajara, Mexico City, Monterrey": "America/Mexico_City",
    "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi": "Asia/Kolkata",
    "(UTC+09:00) Osaka, Sapporo, Tokyo": "Asia/Tokyo",
    "(UTC+10:00) Canberra, Melbourne, Sydney": "Australia/Sydney",
    "(GMT-07:00) Arizona": "America/Phoenix",
}
MISTYPED = {
    "Europe/Berln": "Europe/Berlin",
    "Europe/berlin": "Europe/Berlin",
    "EUROPE/BERLIN": "Europe/Berlin",
    "Europe / Berlin": "Europe/Berlin",
    "Eurpoe/Berlin": "Europe/Berlin",
    "America/Berlin": "Europe/Berlin",
    "Berlin": "Europe/Berlin",
    "berln": "Europe/Berlin",
    "New York": "America/New_York",
    "America/New York": "America/New_York",
    "US/New York": "America/New_York",
    "new yrok": "America/New_York",
    "Los Angeles": "America/Los_Angeles",
    "ROME": "Europe/Rome",
    "Zürich": "Europe/Zurich",
    "São Paulo": "America/Sao_Paulo",
    "Port au Prince": "America/Port-au-Prince",
    "St. Johns": "America/St_Johns",
    "Buenos Aires": "America/Argentina/Buenos_Aires",
    "America/Argentina/BuenosAires": "America/Argentina/Buenos_Aires",
    "Asia/Calcuta": "Asia/Kolkata",
    "Singapur": "Asia/Singapore",
    "utc": "UTC",
}
NO_PLACE = [
    "UTC+1", "UTC +01:00", "utc+2", "GMT-5", "GMT−5", "+02:00", "-0500", "+1", "UTC+12", "UTC-11",
    "CET+1", "Z", "Europe", "XYZT",
    "Europe/Munich", "Europe/Frankfurt", "Munich", "home", "Mars/Base", "é", "", "/", "x" * 9999,
    "(UTC+01:00)", "Mitteleuropäische Zeit",
]  # fmt: skip


@pytest.mark.parametrize(("written", "zone"), WINDOWS.items())
def test_a_name_of_windows_is_told_its_zone(written, zone):
    assert zone_cure(written) == f"write {zone}"


def test_every_name_of_windows_leads_to_a_zone_that_there_is():
    zones = available_timezones()
    for name in get_global("windows_zone_mapping"):
        if not name.startswith("UTC"):
            assert zone_cure(name).removeprefix("write ") in zones


@pytest.mark.parametrize(("written", "zone"), MISTYPED.items())
def test_a_place_that_is_not_written_quite_right_is_proposed(written, zone):
    assert zone_cure(written) == f"did you mean {zone}?"


@pytest.mark.parametrize("written", NO_PLACE)
def test_what_names_no_place_gets_an_example_and_no_guess(written):
    assert zone_cure(written) == EXAMPLE.format("Europe/Berlin")


ABBREVIATIONS = {
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "cest": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin", "BST": "Europe/London", "IST": "Asia/Kolkata",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "ET": "America/New_York", "CT": "America/Chicago", "AEDT": "Australia/Sydney",
    "JST": "Asia/Tokyo",
}  # fmt: skip


@pytest.mark.parametrize("written", ABBREVIATIONS)
def test_an_abbreviation_gets_the_example_of_a_place_that_has_it(written):
    assert zone_cure(written) == EXAMPLE.format(ABBREVIATIONS[written])
