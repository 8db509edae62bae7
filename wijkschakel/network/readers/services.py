"""What a reader of services finds: plain words for help and where to get it, of any format."""

import datetime as dt
from dataclasses import dataclass, field

from wijkschakel.network.readers.found import Gathering

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
MOST_SERVICES = 50_000
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class FoundTimes:
    """When something is open: on which days, from when till when; or closed, between two days.

    `days` holds MO to SU; by the month also with a number in front: 1MO, -1FR.
    """

    days: tuple[str, ...] = ()
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    frequency: str = ""
    interval: int = 1
    month_days: tuple[int, ...] = ()
    starts_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    count: int | None = None
    description: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class FoundPhone:
    """A telephone number as its owner writes it."""

    number: str
    extension: str = ""
    kind: str = ""
    description: str = ""


@dataclass(frozen=True)
class FoundLocation:
    """Where a service is given."""

    source_id: str
    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    longitude: float | None = None
    latitude: float | None = None
    accessibility: tuple[str, ...] = ()
    description: str = ""
    phones: tuple[FoundPhone, ...] = ()
    times: tuple[FoundTimes, ...] = ()
    is_online: bool = False


@dataclass(frozen=True)
class ServiceRecord:
    """A service: what it is, who gives it, where and when, for whom, and what it asks."""

    source_id: str
    name: str
    alternate_name: str = ""
    summary: str = ""
    description: str = ""
    organisation: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    phones: tuple[FoundPhone, ...] = ()
    times: tuple[FoundTimes, ...] = ()
    locations: tuple[FoundLocation, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = ""
    price_cents: int | None = None
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    required_documents: tuple[str, ...] = ()
    application: str = ""
    terms: tuple[str, ...] = ()
    alert: str = ""
    assured_date: dt.date | None = None


@dataclass
class GatheredServices(Gathering):
    """Every service that was found, and everything that was not taken over."""

    services: dict[str, ServiceRecord] = field(default_factory=dict)

    def add(self, service: ServiceRecord) -> None:
        """Keep a service; the same id a second time is not taken over."""
        if service.source_id in self.services:
            self.reject(service.source_id, "duplicate id: the first one is kept", service.name)
        elif len(self.services) >= MOST_SERVICES:
            self.remark(f"more than {MOST_SERVICES} services; the rest is not read")
        else:
            self.services[service.source_id] = service
