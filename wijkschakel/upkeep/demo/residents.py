"""Who lives, works and helps in the town: persons, accounts, organisations, roles."""

import datetime as dt
import random
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from wijkschakel.people.models import Account, Membership, Organisation, Person, RoleGrant
from wijkschakel.places.models import Neighbourhood
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id, dice, random_id
from wijkschakel.upkeep.demo.people import CAST, DemoPerson

# In Django nobody can sign in with a password that starts like this.
UNUSABLE = "!"


@dataclass
class Town:
    """The people of the town, for whoever needs them next."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    cast: dict[str, Person] = field(default_factory=dict)
    residents: list[Person] = field(default_factory=list)


def organisations(town: Map) -> dict[str, Organisation]:
    """Make the organisations."""
    return {
        row["key"]: Organisation(
            id=demo_id("organisation", row["key"]),
            name=row["name"],
            kind=row["kind"],
            description=row["description"],
            phone=row["phone"],
            email=f"{row['key']}@example.org",
            district=town.districts.get(row.get("district", "")),
        )
        for row in texts.read("places")["organisation"]
    }


def named_person(town: Map, part: DemoPerson, now: dt.datetime) -> Person:
    """Make one of the people with a part."""
    return Person(
        id=part.person_id,
        given_name=part.given_name,
        family_name=part.family_name,
        phone=part.phone,
        email=part.email,
        language=part.language,
        birth_year=part.birth_year,
        district=town.districts[part.district],
        neighbourhood=town.neighbourhoods[part.neighbourhood],
        joined_at=now - dt.timedelta(days=200 + 7 * len(part.key)),
    )


def plain(name: str) -> str:
    """Give a name as it may stand in an address; empty when it has no Latin letters."""
    flat = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").lower())
    return "".join(letter for letter in flat if letter.isascii() and letter.isalnum())


class Names:
    """Draws names, so that a neighbourhood sounds like one."""

    def __init__(self, chance: random.Random) -> None:
        data = texts.read("names")
        self.chance = chance
        self.groups = data["group"]
        self.shares = [group["share"] for group in self.groups]
        self.words = data["words"]

    def draw(self) -> tuple[str, str, str]:
        """Give given name, family name and language."""
        group = self.chance.choices(self.groups, self.shares)[0]
        given = self.chance.choice(group["given"])
        family = self.chance.choice(group["family"])
        if self.chance.random() < 0.08:
            given = f"{given} {self.chance.choice(group['given'])}"
        return given, family, self.chance.choice(group["languages"])


def draw_residents(
    hoods: list[Neighbourhood],
    weights: list[float],
    count: int,
    seed: int,
    now: dt.datetime,
    first_number: int = 0,
) -> Iterator[Person]:
    """Draw residents over neighbourhoods; one in four has no e-mail, one in six no telephone."""
    chance = dice(seed, f"residents:{hoods[0].code}:{first_number}")
    names = Names(chance)
    year = now.year
    for number, hood in enumerate(chance.choices(hoods, weights, k=count), first_number):
        given, family, language = names.draw()
        person = Person(
            id=random_id(chance),
            given_name=given,
            family_name="" if chance.random() < 0.05 else family,
            language=language,
            birth_year=year - min(96, 16 + int(chance.triangular(0, 80, 36))),
            district_id=hood.district_id,
            neighbourhood_id=hood.pk,
            joined_at=now - dt.timedelta(minutes=chance.randrange(60, 60 * 24 * 420)),
        )
        if chance.random() < 0.76:
            person.email = _address(given, family, hood.code, number)
        if chance.random() < 0.83:
            person.phone = f"06 0000 {chance.randrange(10000):04d}"
        if chance.random() < 0.22:
            person.likes = chance.choice(names.words["likes"])
        if chance.random() < 0.18:
            person.brings = chance.choice(names.words["brings"])
        yield person


def _address(given: str, family: str, code: str, number: int) -> str:
    name = ".".join(filter(None, (plain(given), plain(family)))) or "bewoner"
    return f"{name}.{code[2:]}.{number}@example.org"


def account_of(person: Person, number: uuid.UUID | None = None) -> Account:
    """Make the account of a person, with the address they are written to."""
    return Account(
        id=number or demo_id("account", person.pk),
        person=person,
        email=person.email or None,
        password=UNUSABLE + person.pk.hex,
    )


def has_account(person: Person) -> bool:
    """Four in five of those with an address have an account."""
    return bool(person.email) and person.pk.int % 5 > 0


def write_people(town: Map, count: int, seed: int, now: dt.datetime) -> Town:
    """Write organisations, the people with a part, and the other residents."""
    people = Town(organisations(town))
    store.add(people.organisations.values())
    people.cast = {part.key: named_person(town, part, now) for part in CAST}
    hoods = list(town.neighbourhoods.values())
    weights = [town.weights[hood.code] for hood in hoods]
    others = draw_residents(hoods, weights, count - len(CAST), seed, now)
    people.residents = list(others)
    store.add([*people.cast.values(), *people.residents])
    store.add(account_of(people.cast[part.key], part.account_id) for part in CAST)
    store.add(account_of(person) for person in people.residents if has_account(person))
    date_accounts()
    write_roles(town, people, now)
    return people


def date_accounts() -> None:
    """Let each account of the demonstration be as old as its person."""
    joined = Person.objects.filter(pk=OuterRef("person_id")).values("joined_at")
    accounts = Account.objects.filter(email__endswith="@example.org") | Account.objects.filter(
        pk__in=[part.account_id for part in CAST]
    )
    accounts.update(created_at=Subquery(joined[:1]))


def write_roles(town: Map, people: Town, now: dt.datetime) -> None:
    """Write who works where and who may do what."""
    since = timezone.localdate(now) - dt.timedelta(days=150)
    store.add(
        Membership(
            person=people.cast[part.key],
            organisation=people.organisations[part.organisation],
            title=part.title,
            starts_on=since,
        )
        for part in CAST
        if part.organisation
    )
    store.add(_grant(town, people, part, since) for part in CAST if part.role)
    jan = people.cast["jan"]
    store.add([RoleGrant(
        id=demo_id("role", "jan:coach"), person=jan, role=RoleGrant.Role.DIGITAL_COACH,
        district_id=jan.district_id, starts_on=since, granted_by=people.cast["noor"].pk,
    )])  # fmt: skip


def _grant(town: Map, people: Town, part: DemoPerson, since: dt.date) -> RoleGrant:
    return RoleGrant(
        id=demo_id("role", part.key),
        person=people.cast[part.key],
        role=part.role,
        organisation=people.organisations.get(part.organisation),
        region=town.region if part.scope == "region" else None,
        municipality=town.municipality if part.scope.startswith("GM") else None,
        district=town.districts.get(part.scope),
        starts_on=since,
        granted_by=people.cast["tim"].pk,
    )
