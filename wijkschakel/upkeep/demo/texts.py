"""Reads the texts and names of the demonstration from `data/`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    """Give what stands in one file of `data/`."""
    file = resources.files("wijkschakel.upkeep.demo") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
