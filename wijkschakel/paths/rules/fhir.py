"""A path as FHIR R4: Questionnaire, QuestionnaireResponse, Goal and CarePlan in one Bundle.

The addresses are our own: nothing pretends to be somebody else's profile. Plain functions of what
was exported; no database.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from wijkschakel.base.fhir import OWN
from wijkschakel.paths.rules.instruments import Item, Pack

SPACE = uuid.UUID("5b0c1c9e-7c1a-5d7e-9d4e-0f6d8e3a1b2c")
LIFE = {"active": "active", "reached": "completed", "resting": "on-hold", "let_go": "cancelled"}
ACTIVITY = {"doing": "in-progress", "done": "completed", "stopped": "stopped"}
Resource = dict[str, Any]


def _number(*parts: object) -> str:
    return str(uuid.uuid5(SPACE, "/".join(str(part) for part in parts)))


def questionnaire(pack: Pack) -> Resource:
    """Write a pack as a Questionnaire with our own canonical address."""
    return {
        "resourceType": "Questionnaire",
        "id": f"{pack.id}-{pack.version}",
        "url": f"{OWN}/Questionnaire/{pack.id}",
        "version": str(pack.version),
        "name": "".join(part.capitalize() for part in pack.id.split("-")),
        "title": pack.title["nl"],
        "status": "active",
        "language": "nl",
        "subjectType": ["Patient"],
        "copyright": f"{pack.source['nl']}. {pack.licence} ({pack.licence_url})",
        "item": [_item(item) for item in pack.items],
    }


def _item(item: Item) -> Resource:
    made: Resource = {
        "linkId": item.id,
        "text": item.words["nl"],
        "type": "integer",
        "required": False,
    }
    if item.answers:
        made["type"] = "choice"
        made["answerOption"] = [
            {
                "valueCoding": {
                    "system": f"{OWN}/CodeSystem/answers",
                    "code": str(answer.code),
                    "display": answer.words["nl"],
                }
            }
            for answer in item.answers
        ]
    return made


def response(pack: Pack, row: Mapping[str, Any], patient: str) -> Resource:
    """Write a measurement as a QuestionnaireResponse."""
    by_id = {item.id: item for item in pack.items}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _number(patient, pack.id, row["at"]),
        "questionnaire": f"{OWN}/Questionnaire/{pack.id}|{pack.version}",
        "status": "completed",
        "subject": {"reference": f"Patient/{patient}"},
        "authored": row["at"],
        "item": [
            {
                "linkId": key,
                "text": by_id[key].words["nl"],
                "answer": [_answer(by_id[key], code)],
            }
            for key, code in row["answers"].items()
            if key in by_id
        ],
    }


def _answer(item: Item, code: int) -> Resource:
    if not item.answers:
        return {"valueInteger": code}
    words = next(answer.words["nl"] for answer in item.answers if answer.code == code)
    return {
        "valueCoding": {
            "system": f"{OWN}/CodeSystem/answers",
            "code": str(code),
            "display": words,
        }
    }


def goal(row: Mapping[str, Any], patient: str) -> Resource:
    """Write a goal in the resident's own words; the agreed levels are notes."""
    notes = [
        {"text": f"{name}: {row[key]}"}
        for key, name in (("a_little_better", "Een beetje beter"), ("reached", "Bereikt"))
        if row[key]
    ]
    made: Resource = {
        "resourceType": "Goal",
        "id": _number(patient, "goal", row["number"]),
        "lifecycleStatus": LIFE[row["state"]],
        "description": {"text": row["words"]},
        "subject": {"reference": f"Patient/{patient}"},
        "startDate": row["made_at"][:10],
        "expressedBy": {"reference": f"Patient/{patient}"},
    }
    return made | ({"note": notes} if notes else {})


def care_plan(
    rows: Iterable[Mapping[str, Any]], goals: Iterable[Resource], patient: str
) -> Resource:
    """Write the steps as the activities of one CarePlan."""
    activities = [
        {
            "detail": {
                "status": ACTIVITY[row["state"]],
                "description": row["words"],
                "goal": [{"reference": f"Goal/{_number(patient, 'goal', row['goal'])}"}],
            }
        }
        for row in rows
    ]
    made: Resource = {
        "resourceType": "CarePlan",
        "id": _number(patient, "plan"),
        "status": "active",
        "intent": "plan",
        "title": "Mijn pad",
        "subject": {"reference": f"Patient/{patient}"},
        "author": {"reference": f"Patient/{patient}"},
        "goal": [{"reference": f"Goal/{one['id']}"} for one in goals],
    }
    for name in ("goal",):
        if not made[name]:
            del made[name]
    return made | ({"activity": activities} if activities else {})


def bundle(
    exported: Mapping[str, Any],
    packs: Mapping[tuple[str, int], Pack],
    patient: str,
    given_name: str,
) -> Resource:
    """Write a whole path as one collection."""
    goals = [goal(row, patient) for row in exported.get("goals", [])]
    asked: dict[tuple[str, int], Pack] = {}
    answers = []
    for row in exported.get("measurements", []):
        pack = packs.get((row["pack"], row["version"]))
        if pack is not None:
            asked[row["pack"], row["version"]] = pack
            answers.append(response(pack, row, patient))
    person = {"resourceType": "Patient", "id": patient, "name": [{"given": [given_name]}]}
    resources = [
        person,
        *(questionnaire(pack) for pack in asked.values()),
        *answers,
        *goals,
        care_plan(exported.get("steps", []), goals, patient),
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:uuid:{_number(one['resourceType'], one['id'])}", "resource": one}
            for one in resources
        ],
    }
