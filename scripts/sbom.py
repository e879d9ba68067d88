"""Write what a wheel stands on beside it, as a bill of materials (CycloneDX): `make sbom`.

    sbom.py WHEEL     dist/career_agenda-1.0-py3-none-any.whl -> dist/career_agenda-1.0.cdx.json

It is what `pip install` brings for the wheel without extras on this kind of machine, in the
releases of requirements.txt, each with its licence. The same wheel and releases give the same
bytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "career-agenda"


def run(*command: object) -> bytes:
    """Run a tool of this environment; what it says is shown where it fails."""
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True,
                          check=False)  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def describe(wheel: Path) -> bytes:
    """Install the wheel, alone, and return what came with it."""
    locked, project = ROOT / "requirements.txt", ROOT / "pyproject.toml"
    with tempfile.TemporaryDirectory() as place:
        run("uv", "venv", "--quiet", place)
        run("uv", "pip", "install", "--quiet", "--python", place, "--constraint", locked, wheel)
        told = run("cyclonedx_py", "environment", "--output-reproducible", "--pyproject", project,
                   place)  # fmt: skip
    bill = json.loads(told)
    version = wheel.name.split("-")[1]
    # The project's version is read from its code, which the tool does not do.
    bill["metadata"]["component"] |= {
        "version": version,
        "purl": f"pkg:pypi/{NAME}@{version}",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}],
    }
    return json.dumps(bill, indent=2, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def main() -> None:
    """Describe the wheel that is named."""
    wheel = Path(sys.argv[1])
    beside = wheel.with_name("-".join(wheel.name.split("-")[:2]) + ".cdx.json")
    beside.write_bytes(describe(wheel))
    print(f"wrote {beside}")


if __name__ == "__main__":
    main()
