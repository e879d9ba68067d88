"""Look over what agenda stands on, `make audit`: licences, and faults that are known.

Licences are those of what is installed here, and pyproject.toml has those that may be
(`tool.licences`). Known faults are asked for, by pip-audit, of each release in requirements.txt;
that needs a service on the network, and an answer that is missing is no good answer.

The exit code is 1 where something was found, and 3 where a part of it could not be looked over.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOUND, UNKNOWN = 1, 3


class Looked(NamedTuple):
    """What there is to say of a part of it, and the exit code for that."""

    told: tuple[str, ...]
    code: int = 0


# --- licences ------------------------------------------------------------------------------


def licence(found: Distribution) -> str:
    """Return what a package says of its licence: as SPDX, by classifiers, or in its own words."""
    about = found.metadata
    for expression in about.get_all("License-Expression", []):
        return str(expression)
    classifiers = [one.split(" :: ")[-1] for one in about.get_all("Classifier", [])
                   if one.startswith("License :: ")]  # fmt: skip
    words = "".join(map(str, about.get_all("License", []))).strip().partition("\n")[0]
    return " AND ".join(sorted({*classifiers} - {"OSI Approved"})) or words


def permitted(told: str, allowed: Collection[str]) -> bool:
    """Whether one of the ways in which a licence can be taken is allowed, all of it."""
    return any(all(one in allowed for one in way.split(" AND ")) for way in told.split(" OR "))


def installed(wanted: Iterable[str]) -> Mapping[str, Distribution]:
    """Return what is here of these requirements, by name, and of all that they need in turn."""
    waiting = [Requirement(one) for one in wanted]
    found: dict[str, Distribution] = {}
    seen = set[tuple[str, frozenset[str]]]()
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), frozenset({"", *one.extras})
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        with suppress(PackageNotFoundError):  # a tool that nobody has asked for here
            found[name] = distribution(name)
            for need in map(Requirement, found[name].requires or ()):
                marker = need.marker
                if not marker or any(marker.evaluate({"extra": extra}) for extra in extras):
                    waiting.append(need)
    return found


def look_at_licences(project: Mapping[str, Any]) -> Looked:
    """Tell whose licence is none of those that pyproject.toml allows."""
    rules = project["tool"]["licences"]
    groups = project["dependency-groups"].values()
    tools = [one for group in groups for one in group if isinstance(one, str)]
    own = project["project"]
    extras = ",".join(own["optional-dependencies"])
    found = installed([f"{own['name']}[{extras}]", *tools])
    odd = [
        f"{name} {one.version}: its licence is '{licence(one) or 'not said'}', which"
        " tool.licences in pyproject.toml does not allow"
        for name, one in sorted(found.items())
        if name not in rules["read"] and not permitted(licence(one), rules["allowed"])
    ]
    if odd:
        return Looked(tuple(odd), FOUND)
    return Looked((f"licences: {len(found)} packages, each with one that is allowed",))


# --- known faults --------------------------------------------------------------------------


def look_for_faults(locked: Path, service: Collection[str]) -> Looked:
    """Tell which of the releases that are locked have known faults, as pip-audit finds them."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options, *service, "-r", str(locked)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = json.loads(done.stdout)["dependencies"]
    except ValueError:
        last = done.stderr.strip().rpartition("\n")[2]
        return Looked((f"known faults: no service answered, so nothing is known: {last}",), UNKNOWN)
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, {_mended(fault)}"
        for one in found
        for fault in one.get("vulns", ())
    ]
    skipped = [one["name"] for one in found if "skip_reason" in one]
    if len(skipped) == len(found):
        said = "known faults: the service knows none of the packages, so nothing is known"
        return Looked((f"{said}; it may not be reached from here",), UNKNOWN)
    if skipped:
        faults.append(f"known faults: the service says nothing of {', '.join(skipped)}")
    code = FOUND if len(faults) > bool(skipped) else UNKNOWN if skipped else 0
    return Looked(tuple(faults) or (f"known faults: none in {len(found)} releases",), code)


def _mended(fault: Mapping[str, Any]) -> str:
    releases = ", ".join(fault["fix_versions"])
    return f"mended in {releases}" if releases else "in all releases so far"


def main() -> int:
    """Look at both, tell what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--osv-url", help="ask this service, of OSV's kind, and not PyPI's")
    parser.add_argument("--locked", type=Path, default=ROOT / "requirements.txt")
    options = parser.parse_args()
    service = ["-s", "osv", "--osv-url", options.osv_url] if options.osv_url else []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    looked = (look_at_licences(project), look_for_faults(options.locked, service))
    for one in looked:
        print(*one.told, sep="\n", file=sys.stderr if one.code else sys.stdout)
    return max(one.code for one in looked)


if __name__ == "__main__":
    sys.exit(main())
