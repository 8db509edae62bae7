"""Asking official validators what they think; each gives a list of what is wrong."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.architecture.house import ROOT
from tests.standards import town
from wijkschakel.base import clock
from wijkschakel.network.writers import movement

SCRIPTS = Path(__file__).parent / "node"


def node() -> str:
    """Give Node: ours, else that of this machine."""
    own = ROOT / ".venv" / "bin" / "node"
    found = str(own) if own.exists() else shutil.which("node")
    assert found, "no Node: run `make setup`"
    return found


def seed_activity_list(folder: Path) -> None:
    """Put the part of the activity list that we use where the validator keeps what it fetched.

    That it is truly a part of the real list is another test.
    """
    words = [
        {"id": one.address, "type": "Concept", "prefLabel": one.name}
        for _pattern, _themes, one in movement.TABLE
    ]
    known = {"@context": "https://openactive.io/", "type": "ConceptScheme", "concept": words}
    kept = {
        "errorCode": "error_none",
        "data": known | {"id": movement.SCHEME},
        "fetchTime": clock.now().timestamp() * 1000,
    }
    name = hashlib.sha256(movement.SCHEME.encode()).hexdigest()
    (folder / f"{name}.json").write_text(json.dumps(kept))


def judge_openactive(things: list[dict[str, Any]], folder: Path) -> list[list[str]]:
    """Give the failures per thing."""
    seed_activity_list(folder)
    file = folder / "things.json"
    file.write_text(json.dumps(things))
    with town.served() as server:
        command = [node(), str(SCRIPTS / "openactive.cjs"), str(file), str(folder)]
        found: list[list[str]] = json.loads(town.ask(server, command))
    return found


def judge_rpde(app: Any, path: str, settings: Any) -> dict[str, Any]:
    """Walk a feed over http; give how many pages there were and what was wrong."""
    with town.served(app) as server:
        settings.BASE_URL = f"http://127.0.0.1:{server.server_port}"
        command = [node(), str(SCRIPTS / "rpde.cjs"), f"{settings.BASE_URL}{path}"]
        found: dict[str, Any] = json.loads(town.ask(server, command))
    return found


def judge_fhir(resources: list[dict[str, Any]], folder: Path) -> list[list[str]]:
    """Give what is wrong with each FHIR R4 resource, as the npm package `fhir` says."""
    file = folder / "resources.json"
    file.write_text(json.dumps(resources))
    command = [node(), str(SCRIPTS / "fhir.cjs"), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(told.stdout)
    return found
