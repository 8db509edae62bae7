"""Makes this checkout ready to run: environment, front-end files, translations.

Needs only Python 3.11 or newer and the package registries. Each step leaves a stamp of what
it was made from, and is left out as long as that did not change.
"""

import hashlib
import importlib.util
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BINARIES = ENVIRONMENT / "bin"
STAMPS = ENVIRONMENT / ".stamps"
PRIVATE_UV = ROOT / ".uv"
UV_OLDEST = (0, 8)
UV_WANTED = "uv>=0.9,<1"
PUBLIC_INDEX = "https://pypi.org/simple"
FRONT_END = ROOT / "wijkschakel" / "web" / "static"
BUILT = FRONT_END / "dist"
LOCALE = ROOT / "wijkschakel" / "locale"


def say(text: str) -> None:
    """Tell the person who waits what happens."""
    print(text, flush=True)


def run(*command: str | Path, **environment: str) -> None:
    """Run a command in the checkout; stop everything when it fails."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL")
    }
    words = [str(word) for word in command]
    finished = subprocess.run(words, cwd=ROOT, env=clean | environment, check=False)
    if finished.returncode:
        say(f"Dit ging niet / this failed: {' '.join(words)}")
        sys.exit(finished.returncode)


def files_under(*places: Path) -> list[Path]:
    """List files and the files in folders, without what is built."""
    found: list[Path] = []
    for place in places:
        inside = [place] if place.is_file() else place.rglob("*")
        found += [file for file in inside if file.is_file() and BUILT not in file.parents]
    return sorted(found)


def digest(files: Iterable[Path], *words: str) -> str:
    """Sum up names and contents."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in files:
        total.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def step(name: str, title: str, made_from: str, made: Path, work: Callable[[], None]) -> None:
    """Do a piece of work, unless its stamp says that it was done from the same sources."""
    stamp = STAMPS / name
    if made.exists() and stamp.exists() and stamp.read_text() == made_from:
        return
    say(f"-> {title}")
    started = time.monotonic()
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
    say(f"   {time.monotonic() - started:.0f} s")


def works(uv: Path | str) -> bool:
    """Say whether this uv runs and is not too old to read uv.lock."""
    try:
        answer = subprocess.run([str(uv), "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    version = re.match(r"uv (\d+)\.(\d+)", answer.stdout)
    return bool(version) and tuple(map(int, version.groups())) >= UV_OLDEST


def fetch_uv() -> Path:
    """Put uv in a folder of this checkout: with pip where Python has it, else by hand."""
    target = PRIVATE_UV / "here"
    if importlib.util.find_spec("pip") is not None:
        run(
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-warn-script-location", "--target", target, "--upgrade", UV_WANTED),
            PIP_USER="0",
        )
    else:  # Debian's Python without python3-pip
        fetch_uv_by_hand(os.environ.get("PIP_INDEX_URL", PUBLIC_INDEX), target / "bin")
    return target / "bin" / "uv"


def fetch_uv_by_hand(index: str, folder: Path) -> None:
    """Take uv out of its wheel, which is a zip file, after comparing it with the index's sum."""
    question = urllib.request.Request(  # noqa: S310 - the address of the package index
        f"{index.rstrip('/')}/uv/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(question) as answer:  # noqa: S310
        files = json.load(answer)["files"]
    chosen = choose_wheel(files, platform.system(), platform.machine())
    with urllib.request.urlopen(urllib.parse.urljoin(question.full_url, chosen["url"])) as answer:  # noqa: S310
        packed = answer.read()
    if hashlib.sha256(packed).hexdigest() != chosen["hashes"]["sha256"]:
        sys.exit(f"{chosen['filename']} is beschadigd / is damaged")
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as wheel:
        inside = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        (folder / "uv").write_bytes(wheel.read(inside))
    (folder / "uv").chmod(0o755)


def choose_wheel(files: list[dict[str, Any]], system: str, machine: str) -> dict[str, Any]:
    """Choose the newest uv of the wanted series for this machine."""
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(machine.lower(), machine.lower())
    kind = {"Linux": f"manylinux.*{machine}", "Darwin": f"macosx.*{machine}"}.get(system, "none")
    if system == "Darwin":
        kind = kind.replace("aarch64", "arm64")
    fitting = []
    for file in files:
        name = re.fullmatch(rf"uv-0\.(\d+)\.(\d+)-py3-none-{kind}.*\.whl", file["filename"])
        if name and not file.get("yanked") and (0, int(name[1])) >= UV_OLDEST:
            fitting.append(((int(name[1]), int(name[2])), file))
    if not fitting:
        sys.exit(
            "Installeer python3-pip of uv en probeer het opnieuw.\n"
            "Install python3-pip or uv and try again."
        )
    return max(fitting, key=lambda pair: pair[0])[1]


def find_uv() -> Path:
    """Give the uv of this machine, or our own, fetched when there is none."""
    found = shutil.which("uv")
    own = PRIVATE_UV / "here" / "bin" / "uv"
    for candidate in (own, found):
        if candidate and works(candidate):
            return Path(candidate)
    say("-> uv ophalen / fetching uv")
    return fetch_uv()


def environment() -> None:
    """Make the Python environment exactly as uv.lock says."""
    if ENVIRONMENT.is_symlink():  # shared with another checkout, which keeps it
        return

    def work() -> None:
        run(
            *(find_uv(), "sync", "--frozen", "--python", sys.executable),
            UV_PROJECT_ENVIRONMENT=str(ENVIRONMENT),
            UV_PYTHON_DOWNLOADS="never",
        )

    sources = digest(
        (ROOT / "uv.lock", ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"),
        sys.version,
        str(ROOT),
    )
    title = "Python-omgeving maken uit uv.lock / making the Python environment"
    step("environment", title, sources, BINARIES / "wijkschakel", work)


def npm(*words: str) -> None:
    """Run npm with the Node of the environment."""
    run(BINARIES / "npm", *words, PATH=f"{BINARIES}{os.pathsep}{os.environ.get('PATH', '')}")


def front_end() -> None:
    """Fetch the front-end packages and build what browsers get."""
    packages = ROOT / "node_modules"
    locked = digest((ROOT / "package.json", ROOT / "package-lock.json"))
    if not packages.is_symlink():
        step(
            "front-end packages",
            "Front-end-pakketten ophalen uit package-lock.json / fetching front-end packages",
            locked,
            packages / ".package-lock.json",
            lambda: npm("ci", "--no-audit", "--no-fund", "--loglevel=error"),
        )
    step(
        "front-end files",
        "Front-end-bestanden bouwen / building front-end files",
        digest(files_under(FRONT_END, *ROOT.glob("*.mjs")), locked),
        BUILT,
        lambda: npm("run", "build", "--silent"),
    )


def translations() -> None:
    """Turn the catalogues into what Django reads; needs no gettext on this machine."""
    catalogues = sorted(LOCALE.rglob("*.po"))
    if not catalogues:
        return

    def work() -> None:
        run(BINARIES / "wijkschakel", "compile_translations")

    compiled = catalogues[0].with_suffix(".mo")
    title = "Vertalingen klaarzetten / preparing translations"
    step("translations", title, digest(catalogues), compiled, work)


def wheel() -> None:
    """Build a package that runs from an empty folder."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    run(find_uv(), "build", "--wheel", "--out-dir", ROOT / "dist", "--python", sys.executable)


def bill_of_materials() -> None:
    """Write down every part that runs on a server or in a browser, in CycloneDX."""
    folder = ROOT / "dist"
    folder.mkdir(exist_ok=True)
    run(
        *(find_uv(), "export", "--frozen", "--no-default-groups", "--quiet"),
        *("--format", "cyclonedx1.5", "--output-file", folder / "sbom-python.cdx.json"),
    )
    answer = subprocess.run(
        [str(BINARIES / "npm"), "sbom", "--sbom-format", "cyclonedx", "--omit", "dev"],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{BINARIES}{os.pathsep}{os.environ.get('PATH', '')}"},
        capture_output=True,
        check=True,
    )
    (folder / "sbom-front-end.cdx.json").write_bytes(answer.stdout)
    say("dist/sbom-python.cdx.json, dist/sbom-front-end.cdx.json")


def audit() -> None:
    """Look up known vulnerabilities; needs a connection to the services that know them."""
    listed = ROOT / "var" / "requirements.txt"
    listed.parent.mkdir(exist_ok=True)
    run(
        *(find_uv(), "export", "--frozen", "--no-default-groups", "--quiet"),
        *("--no-emit-project", "--output-file", listed),
    )
    run(find_uv(), "tool", "run", "pip-audit", "--strict", "--require-hashes", "-r", listed)
    npm("audit", "--omit", "dev")


def set_up() -> None:
    """Do every step that is needed."""
    environment()
    front_end()
    translations()


JOBS = {"setup": set_up, "wheel": wheel, "sbom": bill_of_materials, "audit": audit}


def main(words: list[str]) -> None:
    """Do the job that was asked; without words: set up."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be run by hand
        sys.exit("Wijkschakel: Python 3.11 of nieuwer is nodig / Python 3.11 or newer is needed")
    JOBS[words[0] if words else "setup"]()


if __name__ == "__main__":
    main(sys.argv[1:])
