"""Where the commands of figures look: a folder of Parquet files, or a region of the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q

from wijkschakel.outcomes.actions import work
from wijkschakel.places.models import Region


def add(parser: ArgumentParser, holds: str) -> None:
    """Ask for one of both."""
    parser.add_argument("folder", type=Path, nargs="?", help=holds)
    parser.add_argument("--region", metavar="NAME", help="name or address of a region")


def region(options: dict[str, Any]) -> Region | None:
    """Give the region that was asked; nothing when a folder was."""
    name = options["region"]
    if bool(name) == bool(options["folder"]):
        raise CommandError("Name a folder or a region: wijkschakel publish --region NAME")
    if not name:
        return None
    found = Region.objects.filter(Q(slug=name) | Q(name=name)).first()
    if found is None:
        known = ", ".join(Region.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no region {name}. There is: {known or 'none yet'}.")
    return found


def folder(found: Region) -> Path:
    """Give where the files of a region are."""
    return work.folder_of(found)
