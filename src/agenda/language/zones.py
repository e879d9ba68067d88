"""Which time zone was meant by what is none: what to write instead, by its IANA name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Canada",
     "Europe", "Indian", "Pacific", "US"}
)  # fmt: skip
"""How the name of a place begins; what else has a name is old, or no place."""
LISTED = re.compile(r"\((UTC|GMT)[^)]*\) *", re.IGNORECASE)
"""How Windows and Outlook show a zone: (UTC+01:00) Amsterdam, Berlin, Bern, Rome."""
COUNTRIES = re.compile(r" *\([^)]*\)")
SEASON = re.compile(r"( standard| daylight| summer)? time$")
OFFSET = re.compile(r"([A-Za-z]{1,5} ?)?[-+−] ?\d{1,2}([:.]?\d\d)?")
"""UTC+1, GMT -5, +02:00: many places have it for a part of the year."""
ABBREVIATION = re.compile(r"[A-Z]{1,5}")
"""CEST, IST, MEZ: nobody knows which place, or no table does."""
LONGEST, ALIKE = 100, 0.8
"""Of 1: 'berln' is near enough to 'berlin', and 'cest' is not to 'west'."""
CITIES = (
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Lisbon", "Europe/Moscow",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Halifax", "America/St_Johns", "America/Anchorage", "Pacific/Honolulu",
    "Asia/Kolkata", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Manila",
    "Asia/Jakarta", "Asia/Karachi", "Asia/Jerusalem", "Australia/Sydney", "Australia/Adelaide",
    "Australia/Perth", "Pacific/Auckland", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
)  # fmt: skip
"""Examples of places, for an abbreviation the first that uses it: IST is India's here."""
SEASONS = frozenset({"ST", "DT"})
GERMAN = {"MEZ": "CET", "MESZ": "CEST", "WEZ": "WET", "OEZ": "EET"}
EXAMPLE = "write a place, for example {}"


def zone_cure(written: str) -> str:
    """Return which zone to write instead; where that would be a guess, an example of one."""
    text = " ".join(written.split())
    if len(text) > LONGEST:
        return EXAMPLE.format(CITIES[1])
    meant = _spelled(text)
    if not meant and (windows := _of_windows(text)):
        return f"write {windows}"
    meant = meant or _place(text)
    if not meant and not OFFSET.fullmatch(text) and not ABBREVIATION.fullmatch(text):
        meant = _place(text, alike=ALIKE)
    return f"did you mean {meant}?" if meant else EXAMPLE.format(example(text))


def example(written: str) -> str:
    """Return a place as an example: one that has this abbreviation, where one is known.

    An abbreviation is that of winter, of summer, or of both, as in 'PT'.
    """
    text = GERMAN.get(written.strip().upper(), written.strip().upper())
    for city in CITIES:
        zone = ZoneInfo(city)
        sides = [datetime(2026, month, 1, tzinfo=zone) for month in (1, 7)]
        names = {str(side.tzname()) for side in sides}
        if text in names | {f"{name[0]}T" for name in names if name[1:] in SEASONS}:
            return city
    return CITIES[1]


def _of_windows(text: str) -> str:
    """Return the zone of a name that Windows or Outlook has for it: in settings, or in a list."""
    table = get_global("windows_zone_mapping")
    by_name = {name.casefold(): _current(zone) for name, zone in table.items()}
    shown = LISTED.sub("", text)
    names = [shown, COUNTRIES.sub("", shown)]
    seasons = [SEASON.sub("", name.casefold()) + " standard time" for name in names]
    known = [by_name[name] for name in (*map(str.casefold, names), *seasons) if name in by_name]
    if known or shown == text:
        return known[0] if known and not OFFSET.fullmatch(text) else ""
    places = [zone for part in shown.split(",") if (zone := _place(part))]
    return next((zone for zone in places if zone in by_name.values()), (*places, "")[0])


def _spelled(text: str) -> str:
    """Return the zone whose name this is, but for its case and its spaces."""
    name = _bare(text.replace("/", " "))
    return next((zone for zone in _places() if _bare(zone.replace("/", " ")) == name), "")


def _place(text: str, *, alike: float = 1) -> str:
    """Return the zone of the place that a text ends with, as far as the two are alike."""
    area, _, city = text.rpartition("/")
    zones: dict[str, list[str]] = {}
    for zone in _places():
        zones.setdefault(_bare(zone.rpartition("/")[2]), []).append(zone)
    near = difflib.get_close_matches(_bare(city), zones, 1, alike)
    named = zones[near[0]] if near else [""]
    return _current(next((zone for zone in named if zone.startswith(f"{area}/")), named[0]))


def _places() -> Iterator[str]:
    """Yield the zones that are places, those first that people live in by that name today."""
    territories, names = get_global("zone_territories"), sorted(available_timezones())
    placed = [zone for zone in names if zone.partition("/")[0] in AREAS]
    yield from sorted(placed, key=lambda zone: zone not in territories)
    yield "UTC"


def _current(zone: str) -> str:
    """Return today's name of a zone: Asia/Kolkata for Asia/Calcutta."""
    return str(get_global("zone_aliases").get(zone, zone))


def _bare(name: str) -> str:
    """Return a name in small letters without accents, its marks as spaces."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())
