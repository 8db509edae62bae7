"""What runs inside an installation for help: many offers, and the page of a request at the desk."""

import datetime as dt
import gc
import random
import statistics
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wijkschakel.base import clock
from wijkschakel.people.models import Account, Person, RoleGrant
from wijkschakel.places.models import District, Municipality, Neighbourhood, Region, RegionDistrict
from wijkschakel.support.actions import requests
from wijkschakel.support.matching import times
from wijkschakel.support.models import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Check,
    HelpOffer,
    OfferKind,
)
from wijkschakel.support.rules import helping, kinds

BACKEND = "wijkschakel.web.common.signin.AccountBackend"
DISTRICTS, NEIGHBOURHOODS, ASKED, BATCH = 12, 5, 200, 500
SPREAD = 0.04  # degrees: some four kilometres from the middle of the town
SPOKEN = (["nl"], ["nl", "en"], ["nl", "tr"], ["nl", "ar"], ["en"])


def help_page(offers: str) -> dict[str, float]:
    """Fill a region with so many offers and open 200 requests at the desk, one after another."""
    now, chance = clock.now(), random.Random(1)
    areas = _region(chance)
    _agreement(now)
    _offers(int(offers), areas, now, chance)
    numbers = [_request(areas, now, chance) for _number in range(ASKED)]
    browser = _coordinator(areas[0].district, now)
    pages = [reverse("desk:help_request", args=[number]) for number in numbers]
    for page in pages[:5]:
        assert browser.get(page, HTTP_HOST="localhost").status_code == 200
    gc.collect()
    gc.freeze()  # what was made for filling is no part of a web server
    spent, clocked, found = [], [], 0
    for page in pages:
        cpu, began = time.process_time(), time.perf_counter()
        answer = browser.get(page, HTTP_HOST="localhost")
        spent.append((time.process_time() - cpu) * 1000)
        clocked.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.status_code
        found += answer.content.count(b"/vraag/")
    with CaptureQueriesContext(connection) as captured:
        browser.get(pages[0], HTTP_HOST="localhost")
    asked = sum(query["sql"].startswith(("SELECT", "UPDATE")) for query in captured)
    return {
        "p50": statistics.median(spent), "p95": statistics.quantiles(spent, n=20)[-1],
        "clock": statistics.quantiles(clocked, n=20)[-1], "statements": asked,
        "suggestions": found / len(pages),
    }  # fmt: skip


def _region(chance: random.Random) -> list[Neighbourhood]:
    town = Municipality.objects.create(code="GM9998", division_year=2025, name="Meetstad")
    region = Region.objects.create(name="Meetregio", slug="meetregio")
    areas = []
    for number in range(DISTRICTS):
        spot = {"longitude": 5.9 + chance.gauss(0, SPREAD), "latitude": 52.2}
        district = District.objects.create(
            code=f"WK9998{number:02}", division_year=2025, name=f"Wijk {number}",
            municipality=town, **spot,
        )  # fmt: skip
        RegionDistrict.objects.create(region=region, district=district)
        for place in range(NEIGHBOURHOODS):
            areas.append(
                Neighbourhood.objects.create(
                    code=f"BU9998{number:02}{place:02}", division_year=2025,
                    name=f"Buurt {number} {place}", district=district,
                    longitude=5.9 + chance.gauss(0, SPREAD),
                    latitude=52.2 + chance.gauss(0, SPREAD * 0.6),
                )
            )  # fmt: skip
    return areas


def _agreement(now: dt.datetime) -> None:
    day = timezone.localdate(now)
    made = Agreement.objects.create(name="Meten", region=Region.objects.get(), made_at=now)
    version = AgreementVersion.objects.create(
        agreement=made, number=1, state=AgreementVersion.State.SIGNED, made_at=now, signed_at=now,
        starts_on=day - dt.timedelta(days=30), ends_on=day + dt.timedelta(days=300),
    )  # fmt: skip
    AgreementTerm.objects.bulk_create(
        AgreementTerm(
            version=version, kind=kind.code, checks=["vog"] if kind.risk else [], max_risk=2
        )
        for kind in kinds.shipped().values()
    )


def _offers(
    count: int, areas: list[Neighbourhood], now: dt.datetime, chance: random.Random
) -> None:
    known, day = list(kinds.shipped()), timezone.localdate(now)
    homes = [chance.choice(areas) for _number in range(count)]
    people = Person.objects.bulk_create(
        [
            Person(given_name=f"Helper {number}", district=home.district, neighbourhood=home,
                   joined_at=now)
            for number, home in enumerate(homes)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    offers = HelpOffer.objects.bulk_create(
        [
            HelpOffer(
                person=person, district=home.district, neighbourhood=home,
                helper=chance.choice(["neighbour", "volunteer", "student"]),
                interests=chance.sample(helping.INTERESTS, 3), times=chance.getrandbits(21),
                radius_m=chance.choice(helping.RADII_M), languages=chance.choice(SPOKEN),
                most=chance.randint(1, 3), made_at=now, changed_at=now,
            )
            for person, home in zip(people, homes, strict=True)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    OfferKind.objects.bulk_create(
        [
            OfferKind(offer=offer, kind=kind, position=place)
            for offer in offers
            for place, kind in enumerate(chance.sample(known, chance.choice((1, 2, 2, 3, 4))))
        ],
        batch_size=BATCH,
    )
    Check.objects.bulk_create(
        [
            Check(person=person, kind="vog", seen_on=day, until_on=day + dt.timedelta(days=200))
            for person in people
            if chance.random() < 0.5
        ],
        batch_size=BATCH,
    )


def _request(areas: list[Neighbourhood], now: dt.datetime, chance: random.Random) -> Any:
    home = chance.choice(areas)
    person = Person.objects.create(
        given_name="Vrager", district=home.district, neighbourhood=home, joined_at=now
    )
    asked = requests.Asked(
        words="Wie gaat met mij mee?", parts=[(chance.choice(list(kinds.shipped())), ())],
        interests=chance.sample(helping.INTERESTS, 2),
        times=times.bits(chance.sample(times.BLOCKS, 8)),
    )  # fmt: skip
    return requests.ask_for_help(person=person, asked=asked, by=person, now=now).pk


def _coordinator(district: District, now: dt.datetime) -> Client:
    person = Person.objects.create(given_name="Noor", district=district, joined_at=now)
    account = Account.objects.create(person=person, email="noor@example.org")
    RoleGrant.objects.create(
        person=person, role="coordinator", region=Region.objects.get(),
        starts_on=timezone.localdate(now),
    )  # fmt: skip
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    return browser
