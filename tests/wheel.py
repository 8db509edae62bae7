"""The wheel installs in a fresh environment and runs from an empty folder.

Run by `make wheel-check`, after `make wheel`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import bootstrap

ROOT = Path(__file__).resolve().parent.parent
NEEDED = [
    "wijkschakel/web/static/dist/css/wijkschakel.css",
    "wijkschakel/web/templates/base.html",
    "wijkschakel/config/settings.py",
]
READY = re.compile(r"is ready: (http://\S+)")
SECONDS = 120


def newest_wheel() -> Path:
    """Give the wheel that was built."""
    return max((ROOT / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)


def missing(wheel: Path) -> list[str]:
    """Name what the wheel should hold and does not."""
    names = zipfile.ZipFile(wheel).namelist()
    catalogues = (ROOT / "wijkschakel").rglob("*.po")
    compiled = [file.relative_to(ROOT).with_suffix(".mo").as_posix() for file in catalogues]
    return [name for name in NEEDED + compiled if name not in names]


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel in an environment of its own; give its console script."""
    uv = bootstrap.find_uv()
    clean = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    python = folder / "venv" / "bin" / "python"
    for words in (
        ["venv", "--quiet", "--python", sys.executable, str(folder / "venv")],
        ["pip", "install", "--quiet", "--python", str(python), str(wheel)],
    ):
        subprocess.run([str(uv), *words], cwd=folder, env=clean, check=True)
    return folder / "venv" / "bin" / "wijkschakel"


def status_of(address: str) -> int:
    """Ask for a page and give its status."""
    try:
        with urllib.request.urlopen(address) as page:  # noqa: S310
            return int(page.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def first_page(script: Path, folder: Path) -> int:
    """Start the demonstration in an empty folder, open the first page, and stop."""
    empty = folder / "empty"
    empty.mkdir()
    own = {name: value for name, value in os.environ.items() if "WIJKSCHAKEL" not in name}
    port = os.environ.get("PORT", "8765")
    with subprocess.Popen(
        [script, "serve", "--demo"],
        cwd=empty,
        env=own | {"PORT": port, "HOST": "127.0.0.1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        try:
            started = time.monotonic()
            for line in serving.stdout or ():
                print(line, end="")
                if ready := READY.search(line):
                    return status_of(ready[1])
                if time.monotonic() - started > SECONDS:
                    break
        finally:
            serving.terminate()
            serving.communicate()
    return 0


def main() -> int:
    """Give 0 when all is well."""
    wheel = newest_wheel()
    if absent := missing(wheel):
        print(f"{wheel.name} misses {absent}")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        status = first_page(install(wheel, Path(scratch)), Path(scratch))
    print(f"{wheel.name}: first page {status}")
    return int(status != 200)


if __name__ == "__main__":
    sys.exit(main())
