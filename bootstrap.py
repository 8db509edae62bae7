"""Makes this checkout ready to run: environment, front-end files, translations.

Needs only Python 3.11 or newer and the package registries. Each step leaves a stamp of what
it was made from, and is left out as long as that did not change.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BINARIES = ENVIRONMENT / "bin"
STAMPS = ENVIRONMENT / ".stamps"
PRIVATE_UV = ROOT / ".uv"
UV_OLDEST = (0, 8)
UV_WANTED = "uv>=0.9,<1"
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
    """Put uv in a folder of this checkout, with the pip of this Python or of a new environment."""
    python = Path(sys.executable)
    if importlib.util.find_spec("pip") is None:
        if importlib.util.find_spec("ensurepip") is None:
            say("Python heeft hier geen pip en geen venv. Installeer python3-venv of uv.")
            say("This Python has no pip and no venv. Install python3-venv or uv.")
            sys.exit(1)
        run(python, "-m", "venv", PRIVATE_UV / "pip")
        python = PRIVATE_UV / "pip" / "bin" / "python"
    run(
        *(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-warn-script-location", "--target", PRIVATE_UV / "here", "--upgrade", UV_WANTED),
        PIP_USER="0",
    )
    return PRIVATE_UV / "here" / "bin" / "uv"


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
