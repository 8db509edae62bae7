"""Services that organisations describe on their own pages, in the words of schema.org."""

import datetime as dt
import json

import pytest

from wijkschakel.network.readers import schemaorg, schemaorg_services
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.network.readers.services import FoundTimes

SHOP = {
    "@context": "https://schema.org", "@type": "Bakery", "@id": "https://example.org/#bakker",
    "name": "Bakker Bram", "description": "<p>Brood.</p><script>x()</script>",
    "telephone": "+31 38 123 45 67",
    "email": "mailto:bram@example.org", "url": "https://example.org", "priceRange": "€",
    "address": {"@type": "PostalAddress", "streetAddress": "Molenstraat 1", "postalCode": "7411 AB",
                "addressLocality": "Deventer"},
    "geo": {"latitude": 52.25, "longitude": "6.16"}, "openingHours": ["Mo-Fr 08:00-17:00"],
    "openingHoursSpecification": [
        {"dayOfWeek": ["https://schema.org/Saturday"], "opens": "09:00", "closes": "16:00:00"},
        {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
        {"validFrom": "2026-12-25", "validThrough": "2026-12-26"}],
    "amenityFeature": [{"name": "Rolstoel", "value": True}, {"name": "Wifi", "value": False}],
    "employee": {"name": "Jan Jansen", "telephone": "06 11111111"},
}  # fmt: skip
DESK = {
    "@type": "GovernmentService", "name": "Formulierenhulp", "serviceType": "hulp, geld",
    "provider": {"@type": "GovernmentOrganization", "name": "Gemeente"},
    "availableLanguage": ["nl", "Turks"],
    "audience": {"audienceType": "Iedereen"}, "isAccessibleForFree": True,
    "location": {"name": "Stadhuis", "address": "Grote Kerkhof 1"},
    "contactPoint": [{"telephone": "14 0570"}, {"telephone": "0570 123 456"}],
}  # fmt: skip


def read(value, name="dienst.json"):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    notes = Notes()
    return schemaorg_services.read_services(Carried(name, data), notes), notes.sentences


def test_a_shop_is_read_with_its_place_and_hours():
    (shop,) = read(SHOP)[0].services.values()
    assert (shop.source_id, shop.name, shop.description, shop.terms) == (
        "https://example.org/#bakker", "Bakker Bram", "Brood.", ("Bakery",),
    )  # fmt: skip
    assert (shop.email, [phone.number for phone in shop.phones]) == (
        "bram@example.org", ["+31 38 123 45 67"],
    )  # fmt: skip
    (there,) = shop.locations
    assert (there.street, there.postcode, there.longitude) == ("Molenstraat 1", "7411AB", 6.16)
    assert there.accessibility == ("Rolstoel",)
    weekdays, saturday, sunday, holiday = shop.times
    assert (weekdays.days, saturday.closes_at) == (("MO", "TU", "WE", "TH", "FR"), dt.time(16))
    assert sunday == FoundTimes(("SU",), is_closed=True)
    assert (holiday.valid_from, holiday.is_closed) == (dt.date(2026, 12, 25), True)
    assert "11111111" not in repr(shop)


def test_a_public_service_is_read_with_who_gives_it():
    (desk,) = read({"@graph": [DESK]})[0].services.values()
    assert (desk.organisation, desk.languages, desk.terms) == (
        "Gemeente", ("nl", "tr"), ("hulp", "geld"),
    )  # fmt: skip
    assert (desk.eligibility, desk.price_cents) == ("Iedereen", 0)
    assert [phone.number for phone in desk.phones] == ["0570 123 456"]
    assert (desk.locations[0].name, desk.locations[0].street) == ("Stadhuis", "Grote Kerkhof 1")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"@type": "WebSite", "name": "x", "address": "y"}, "not a service: WebSite"),
        ({"@type": "DanceEvent", "name": "x", "location": "y"}, "not a service: DanceEvent"),
        ({"name": "x"}, "not a service: no @type"),
        ("tekst", "not a service: no @type"),
        ({"@type": "Place", "address": "y"}, "no name"),
        ({"@type": "Organization", "name": "x"}, "a name only: no place, no telephone, no hours"),
        (SHOP, "duplicate id: the first one is kept"),
    ],
)  # fmt: skip
def test_what_is_no_service_says_why(item, reason):
    gathered, _notes = read([SHOP, item])
    assert [service.name for service in gathered.services.values()] == ["Bakker Bram"]
    assert [r.reason for r in gathered.rejected] == [reason]


CARRIED = json.dumps(SHOP).replace("</", "<\\/")
PAGE = (
    "<!DOCTYPE html><title>x</title><script>var a = '{}'</script>"
    f"<script type='application/ld+json'>{CARRIED}</script>"
    "<script type='application/ld+json'>{kapot</script>"
    '<script type="application/ld+json">[{"@type": "Event", "name": "Proeven", '
    '"startDate": "2026-06-15T10:00:00Z", "duration": "PT1H"}]</script>'
).encode()


def test_a_page_that_carries_it_is_read_too():
    gathered, notes = read(PAGE, "pagina.html")
    assert [service.name for service in gathered.services.values()] == ["Bakker Bram"]
    assert [r.reason for r in gathered.rejected] == ["not a service: Event"]
    assert notes == ["a part of the page is JSON that cannot be read."]


def test_events_in_a_page_are_for_the_reader_of_events():
    now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    carried = schemaorg_services.carried_events(PAGE, Notes())
    gathered = schemaorg.read_events(carried, now, Notes())
    assert [activity.title for activity in gathered.activities.values()] == ["Proeven"]


@pytest.mark.parametrize("data", [b"", b"{", b"geen json", b"[" * 100_000])
def test_what_is_no_json_says_so(data):
    with pytest.raises(UnreadableFile):
        read(data)
