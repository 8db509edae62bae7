"""One description of everything for machines (OpenAPI 3.1), and our profile on HSDS."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkschakel.web.api import hsds, rpde
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.serving import for_machines

Words = dict[str, Any]
DAY = 86_400
PROFILE = "HSDS-NL (Wijkschakel)"
DISTRICT = {
    "name": "wijk",
    "in": "query",
    "description": "Code van een wijk van het CBS, zoals WK990101",
    "schema": {"type": "string"},
}
AFTER = {
    "name": "afterChangeNumber",
    "in": "query",
    "description": "Geef wat na dit nummer veranderde; zonder dit woord vanaf het begin",
    "schema": {"type": "integer", "minimum": 0, "maximum": rpde.LARGEST},
}
NAME = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": list(rpde.FEEDS)},
}
CHOICE = [
    DISTRICT,
    *(
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in (
            ("wanneer", "vandaag, morgen, week, weekend of maand; anders drie maanden"),
            ("wat", "bewegen, eten, praten, maken, leren, muziek, groen of hulp"),
            ("zoek", "Woorden"),
            ("gratis", "ja"),
        )
    ),
]
CALENDAR, ATOM, CSV = "text/calendar", "application/atom+xml", "text/csv"
JSON_LD = "application/ld+json"
# Name of the address, what it is, its type, what may be asked.
OTHERS: tuple[tuple[str, str, str, list[Words]], ...] = (
    ("portal:agenda_calendar", "De agenda voor je eigen agenda", CALENDAR, CHOICE),
    ("portal:agenda_atom", "De agenda als feed", ATOM, CHOICE),
    ("api:services_atom", "Welke diensten veranderden", ATOM, [DISTRICT]),
    ("api:activities_csv", "Activiteiten als tabel", CSV, [DISTRICT]),
    ("api:hours_csv", "Spreekuren als tabel", CSV, [DISTRICT]),
    ("api:coverage_csv", "Hoeveel er is per buurt en thema", CSV, [DISTRICT]),
    ("api:lessons", "Wat wijken leerden, in de woorden van schema.org", JSON_LD, [DISTRICT]),
    ("api:lessons_csv", "Wat wijken leerden, als tabel", CSV, [DISTRICT]),
    ("api:service_package", "De sociale kaart in HSDS-tabellen", "application/zip", []),
    ("api:dataset", "Welke open gegevens er zijn", JSON_LD, []),
    ("api:profile", "Ons profiel op HSDS", "application/json", []),
)


def _answers(media: str, *, wrong: bool) -> Words:
    problem = {
        "application/json": {"schema": {"type": "object", "required": ["detail"],
                                        "properties": {"detail": {"type": "string"}}}}
    }  # fmt: skip
    found: Words = {
        "200": {"description": "Gevonden", "content": {media: {}}},
        "304": {"description": "Niet veranderd"},
        "404": {"description": "Dit is er niet"},
        "429": {"description": "Te veel vragen", "content": problem},
    }
    if wrong:
        found["400"] = {"description": "De vraag klopt niet", "content": problem}
    return found


def _others() -> Words:
    found: Words = {
        reverse(name): {
            "get": {
                "operationId": name.replace(":", "_"),
                "summary": words,
                "parameters": asked,
                "responses": _answers(media, wrong=False),
            }
        }
        for name, words, media, asked in OTHERS
    }
    path = reverse("api:feed", args=["name"]).replace("/name/", "/{name}/")
    media = rpde.TYPE
    found[path] = {
        "get": {
            "operationId": "openactive_feed",
            "summary": "Activiteiten voor OpenActive, bladzijde voor bladzijde (RPDE 1.0)",
            "parameters": [NAME, AFTER],
            "responses": _answers(media, wrong=True),
        }
    }
    return found


def document() -> Words:
    """Describe everything."""
    found: Words = dict(hsds.api.get_openapi_schema(path_prefix=reverse("hsds:about")))
    found["info"] |= {
        "description": "Alles wat openbaar is: activiteiten, spreekuren en de sociale kaart.",
        "license": {"name": "Licentie", "url": settings.OPEN_DATA_LICENCE},
    }
    found["servers"] = [{"url": settings.BASE_URL}]
    found["paths"] = {**found["paths"], **_others()}
    return found


@public
@require_safe
@for_machines(max_age=3600)
def openapi(request: Request) -> HttpResponse:
    """Give the description."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@public
@require_safe
@for_machines(max_age=DAY)
def profile(request: Request) -> HttpResponse:
    """Give what we ask beyond HSDS 3.0, as changes to its schemas (JSON Merge Patch)."""
    words = {
        "name": PROFILE,
        "uri": f"{settings.BASE_URL}{reverse('api:profile')}",
        "hsds_version": "3.0",
        "media_type": "application/merge-patch+json",
        "schemas": patches(),
    }
    return JsonResponse(words, json_dumps_params={"ensure_ascii": False})


def patches() -> Words:
    """Say per schema what is otherwise."""
    wall = "Op de klok aan de muur in Nederland (Europe/Amsterdam), zonder verschil met UTC."
    return {
        "service.json": {
            "properties": {
                "status": {"enum": ["active", "temporarily closed"]},
                "wait_time": None,
                "accreditations": None,
                "assured_date": {
                    "description": "Dag van de laatste controle. Na 12 maanden staat een dienst "
                    "niet meer in de lijst."
                },
            },
            "required": ["id", "name", "status", "last_modified"],
        },
        "schedule.json": {
            "properties": {
                "freq": {"enum": ["WEEKLY"]},
                "opens_at": {"description": wall, "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
                "closes_at": {"description": wall, "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
                "timezone": None,
            }
        },
        "address.json": {
            "properties": {
                "country": {"const": "NL"},
                "postal_code": {"description": "Nederlandse postcode, zoals 1234 AB"},
                "state_province": {
                    "description": "Leeg: een Nederlands adres heeft geen provincie"
                },
            }
        },
        "cost_option.json": {"properties": {"currency": {"const": "EUR"}}},
    }


def _file(name: str, words: str, media: str) -> Words:
    address = f"{settings.BASE_URL}{name}"
    return {
        "@type": "DataDownload",
        "name": words,
        "encodingFormat": media,
        "contentUrl": address,
    }


def downloads() -> list[Words]:
    """List everything that can be fetched."""
    found = [_file(reverse(name), words, media) for name, words, media, _asked in OTHERS[:-2]]
    found += [
        _file(reverse("api:feed", args=[name]), f"OpenActive {kind}", rpde.TYPE)
        for name, kind in rpde.FEEDS.items()
    ]
    found.append(_file(reverse("hsds:services"), "De sociale kaart (HSDS 3.0)", "application/json"))
    return found


def about() -> Words:
    """Describe the data set in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{settings.BASE_URL}{reverse('api:open_data')}",
        "url": f"{settings.BASE_URL}{reverse('api:open_data')}",
        "name": "Open gegevens van de wijk",
        "description": "Wat er te doen is, wie er helpt, waar je iets kunt vragen en wat wijken "
        "leerden. "
        "Er staan geen gegevens van bewoners in.",
        "inLanguage": "nl",
        "license": settings.OPEN_DATA_LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Wijkschakel", "url": settings.BASE_URL},
        "spatialCoverage": "Nederland",
        "documentation": f"{settings.BASE_URL}{reverse('api:openapi')}",
        "distribution": downloads(),
    }


@public
@require_safe
@for_machines(max_age=3600)
def dataset(request: Request) -> HttpResponse:
    """Give what there is, for catalogues of data."""
    return JsonResponse(
        about(),
        content_type=JSON_LD,
        json_dumps_params={"ensure_ascii": False},
    )
