"""Reads OpenActive from a file: a page of a feed, several of them, or one thing."""

import datetime as dt
import json
from typing import Any

from wijkschakel.network.readers import openactive, openactive_events
from wijkschakel.network.readers.files import MEGABYTE, Limits, Source, UnreadableFile, open_bytes
from wijkschakel.network.readers.found import Gathered

LIMITS = Limits(file_bytes=100 * MEGABYTE, hint="Follow the feed instead: it comes in pages.")


def read_activities(path: Source, now: dt.datetime) -> Gathered:
    """Read what is alive in the file.

    :raises UnreadableFile: it is no JSON, or nothing of OpenActive is in it.
    """
    with open_bytes(path, LIMITS) as stream:
        body = stream.read()
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: this is no JSON.") from error
    records = _records(content)
    if not any(isinstance(record, dict) for record in records):
        raise UnreadableFile(f"{path.name}: no items of an OpenActive feed were found.")
    harvest = openactive.take_all(records, now)
    gathered = openactive_events.activities(harvest.state, now)
    gathered.rejected += harvest.rejected
    return gathered


def _records(content: Any) -> list[Any]:
    """Give the records of a page, of several pages, or of things that stand by themselves."""
    records: list[Any] = []
    for part in content if isinstance(content, list) else [content]:
        if isinstance(part, dict) and isinstance(part.get("items"), list):
            records += part["items"]
        elif isinstance(part, dict) and (part.get("@type") or part.get("type")):
            kind = part.get("@type") or part.get("type")
            name = openactive_events.identifier(part) or str(part.get("identifier") or "")
            records.append(
                {
                    "kind": str(kind),
                    "id": name or str(part.get("name") or ""),
                    "modified": 0,
                    "state": "updated",
                    "data": part,
                }
            )
        else:
            records.append(part)
    return records
