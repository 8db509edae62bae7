"""A region that does not exist: residents, requests and offers of any size, same seed same data.

The figures are guesses, documented here, to try the engine with; nothing is measured on people.
- neighbourhoods of about 1,700 residents, eight to a district, spread around towns; people live
  within some 350 m of the middle (normal distribution)
- the lowest 20 % of neighbourhoods by SES ask 1.5 times as often and offer half as often
- kinds are asked and offered unevenly: company and rides are asked most, handiwork offered most
- a resident names 2 to 8 blocks of the week and needs 1 or 2; helpers work days, or are free
  in evenings and at weekends; waiting is exponential with a mean of 25 days
- 88 % speak Dutch; others English, Turkish, Arabic, Polish, Ukrainian or Tigrinya too
"""

import datetime as dt
import math
import random
from dataclasses import dataclass
from itertools import accumulate

from wijkschakel.support.matching import times
from wijkschakel.support.matching.rules import Agreement, Offer, Request, Terms

# Code of the kind, how often it is asked, how often it is offered, which checks it needs.
_PLAIN: tuple[str, ...] = ()
_VOG = ("vog",)
_CARE = ("vog", "training")
KINDS = (
    ("company-at-home", 9, 5, _VOG), ("walking-along", 7, 6, _PLAIN),
    ("market-along", 4, 3, _PLAIN), ("ride-hospital", 8, 3, _VOG),
    ("ride-outing", 4, 2, _VOG), ("shopping", 6, 6, _PLAIN),
    ("garden", 5, 4, _PLAIN), ("odd-jobs", 6, 7, _PLAIN),
    ("moving-house", 2, 2, _PLAIN), ("painting", 2, 2, _PLAIN),
    ("furniture", 1, 2, _PLAIN), ("bicycle-repair", 2, 3, _PLAIN),
    ("meal-at-home", 4, 3, _PLAIN), ("eating-together", 6, 4, _PLAIN),
    ("cooking-lesson", 2, 2, _PLAIN), ("dog-walking", 3, 6, _PLAIN),
    ("pet-care", 2, 3, _PLAIN), ("post-and-forms", 6, 3, _CARE),
    ("money-matters", 4, 1, _CARE), ("computer-lesson", 6, 4, _PLAIN),
    ("phone-lesson", 4, 3, _PLAIN), ("computer-repair", 2, 2, _PLAIN),
    ("language-practice", 6, 5, _PLAIN), ("reading-aloud", 2, 3, _VOG),
    ("homework", 4, 4, _VOG), ("babysitting", 4, 4, _VOG),
    ("family-buddy", 3, 1, _CARE), ("carer-relief", 5, 1, _CARE),
    ("dementia-company", 4, 1, _CARE), ("night-watch", 1, 1, _CARE),
    ("palliative-company", 1, 1, _CARE), ("wheelchair-walk", 3, 2, _VOG),
    ("swimming-along", 2, 2, _VOG), ("gym-together", 3, 3, _PLAIN),
    ("cycling-together", 3, 3, _PLAIN), ("quit-smoking", 2, 1, _CARE),
    ("eating-healthier", 3, 1, _PLAIN), ("sleep-better", 2, 1, _CARE),
    ("moving-more", 3, 2, _PLAIN), ("falling-less", 3, 1, _CARE),
    ("grief", 3, 1, _CARE), ("loneliness-buddy", 8, 3, _VOG),
    ("faith-talk", 1, 1, _PLAIN), ("life-story", 1, 2, _PLAIN),
    ("games", 3, 4, _PLAIN), ("music", 2, 3, _PLAIN),
    ("handicraft", 2, 3, _PLAIN), ("museum-along", 2, 2, _PLAIN),
    ("library-along", 1, 2, _PLAIN), ("visit-doctor", 5, 2, _VOG),
    ("visit-town-hall", 3, 2, _VOG), ("volunteer-start", 2, 2, _PLAIN),
    ("job-coaching", 3, 1, _PLAIN), ("interpreting", 3, 2, _VOG),
    ("research-interview", 1, 2, _PLAIN), ("research-diary", 1, 1, _PLAIN),
    ("app-testing", 1, 2, _PLAIN), ("video-calling", 2, 3, _PLAIN),
    ("smart-home", 2, 1, _PLAIN), ("neighbour-watch", 2, 3, _PLAIN),
)  # fmt: skip
_LANGUAGES = (("en", 30), ("tr", 8), ("ar", 9), ("pl", 5), ("uk", 4), ("ti", 3))
_INTERESTS = (
    "walking", "cycling", "cooking", "reading", "music", "games", "gardening", "football",
    "history", "nature", "pets", "sewing", "painting", "chess", "travel", "films", "church",
    "photography", "swimming", "dancing", "news", "cars", "birds", "singing",
)  # fmt: skip
# Kind of helper, how many of them, radius from and to (metres), most at once, chance of a VOG.
_HELPERS = (
    ("neighbour", 40, 400, 1_500, 2, 0.35),
    ("volunteer", 35, 1_500, 5_000, 3, 0.75),
    ("student", 10, 1_500, 4_000, 2, 0.45),
    ("professional", 6, 3_000, 8_000, 5, 0.97),
    ("entrepreneur", 4, 2_000, 6_000, 3, 0.3),
    ("activity", 5, 0, 0, 12, 0.8),
)
RESIDENTS_PER_NEIGHBOURHOOD = 1_700
REQUESTS_PER_RESIDENT = 0.2
SPREAD_M = 350


@dataclass(frozen=True)
class Region:
    """What was made."""

    requests: list[Request]
    offers: list[Offer]
    agreements: list[Agreement]
    on: dt.date


@dataclass(frozen=True)
class _Place:
    x: float
    y: float
    low_ses: bool


def agreements(on: dt.date) -> list[Agreement]:
    """Make two agreements: one for all help without risk, one for care with higher risk."""
    everyday = {code: Terms(frozenset(checks), 1) for code, _, _, checks in KINDS}
    care = {code: Terms(frozenset(checks) | {"vog"}, 2) for code, _, _, checks in KINDS if checks}
    start, end = on - dt.timedelta(days=200), on + dt.timedelta(days=500)
    return [
        Agreement("everyday", everyday, start, end, ("town", "welfare"), most_per_helper=12),
        Agreement("care", care, start, end, ("welfare", "home care"), most_per_helper=6),
    ]  # fmt: skip


def make_region(
    requests: int, offers: int, seed: int = 1, on: dt.date = dt.date(2026, 11, 2)
) -> Region:
    """Make a region; the number of requests decides how many people live there."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    places = _neighbourhoods(chance, max(requests, offers) / REQUESTS_PER_RESIDENT)
    asking = list(accumulate(3 if place.low_ses else 2 for place in places))
    helping = list(accumulate(1 if place.low_ses else 2 for place in places))
    return Region(
        [
            _request(chance, i, chance.choices(places, cum_weights=asking)[0])
            for i in range(requests)
        ],
        [
            _offer(chance, j, chance.choices(places, cum_weights=helping)[0], on)
            for j in range(offers)
        ],
        agreements(on),
        on,
    )


def _neighbourhoods(chance: random.Random, residents: float) -> list[_Place]:
    count = max(1, round(residents / RESIDENTS_PER_NEIGHBOURHOOD))
    towns = max(1, round(count / 24))
    side = 9_000 * math.sqrt(towns / 2)
    found = []
    middles = [
        (chance.uniform(2_500, side - 2_500), chance.uniform(2_500, side - 2_500))
        for _ in range(towns)
    ]
    for number in range(count):
        x, y = middles[number % towns]
        found.append(_Place(chance.gauss(x, 1_400), chance.gauss(y, 1_400), chance.random() < 0.2))
    return found


def _some(chance: random.Random, pairs: list[tuple[str, int]], count: int) -> tuple[str, ...]:
    names, weights = zip(*pairs, strict=True)
    return tuple(dict.fromkeys(chance.choices(names, weights, k=count)))


_ASKED = [(code, asked) for code, asked, _, _ in KINDS]
_OFFERED = [(code, offered) for code, _, offered, _ in KINDS]


def _languages(chance: random.Random) -> tuple[str, ...]:
    speaks = ["nl"] if chance.random() < 0.88 else []
    others = (
        list(_some(chance, list(_LANGUAGES), 1)) if not speaks or chance.random() < 0.35 else []
    )
    if chance.random() < 0.1:
        return (*others, *speaks)
    return (*speaks, *others)


def _interests(chance: random.Random) -> frozenset[str]:
    return frozenset(chance.choices(_INTERESTS, k=chance.randrange(6)))


def _blocks(chance: random.Random, low: int, high: int) -> int:
    found = 0
    for place in chance.sample(range(len(times.BLOCKS)), chance.randint(low, high)):
        found |= 1 << place
    return found


def _request(chance: random.Random, number: int, place: _Place) -> Request:
    return Request(
        id=f"r{number}",
        kind=_some(chance, _ASKED, 1)[0],
        x_m=round(chance.gauss(place.x, SPREAD_M)),
        y_m=round(chance.gauss(place.y, SPREAD_M)),
        radius_m=chance.choice((400, 800, 1_200, 2_000)),
        times=_blocks(chance, 2, 8),
        need=chance.choice((1, 1, 2)),
        languages=_languages(chance),
        interests=_interests(chance),
        helpers=frozenset({"neighbour", "volunteer"}) if chance.random() < 0.05 else frozenset(),
        checks=frozenset({"vog"}) if chance.random() < 0.1 else frozenset(),
        risk=chance.choices((0, 1, 2), (80, 15, 5))[0],
        wait_days=min(400, int(chance.expovariate(1 / 25))),
        low_ses=place.low_ses,
    )


def _offer(chance: random.Random, number: int, place: _Place, on: dt.date) -> Offer:
    helper, _, low, high, most, vog = chance.choices(_HELPERS, [row[1] for row in _HELPERS])[0]
    checks = {}
    if chance.random() < vog:
        checks["vog"] = on + dt.timedelta(days=chance.randint(-60, 1_000))
    if chance.random() < (0.8 if helper == "professional" else 0.3):
        checks["training"] = on + dt.timedelta(days=chance.randint(-60, 700))
    asked_most = chance.randint(1, most)
    return Offer(
        id=f"o{number}",
        kinds=_some(chance, _OFFERED, chance.choice((1, 2, 2, 3, 4))),
        x_m=round(chance.gauss(place.x, SPREAD_M)),
        y_m=round(chance.gauss(place.y, SPREAD_M)),
        radius_m=chance.randint(low, high),
        comes=helper != "activity",
        times=_blocks(chance, 3, 8),
        languages=_languages(chance),
        interests=_interests(chance),
        helper=helper,
        checks=checks,
        load=chance.choices((0, 1), (75, 25))[0] if asked_most > 1 else 0,
        most=asked_most,
    )
