"""Services of Open Referral: as JSON of 3.0 and 3.1, and as a package of tables."""

import datetime as dt
import io
import json
import time
import zipfile

import jsonschema
import pytest

from tests import levels
from tests.network.real_data import DATA, needs
from wijkschakel.network.readers import hsds, hsds_tables
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.network.readers.services import FoundPhone, FoundTimes

IDS = [f"{n}{n}{n}{n}0000-0000-4000-8000-000000000000" for n in range(10)]
WEEKLY = FoundTimes(("TU", "TH"), dt.time(9, 30), dt.time(12, 0), "WEEKLY")


def service(**changes):
    """Make a service that the standard's own schema approves of."""
    made = {
        "id": IDS[1],
        "name": "Formulierenhulp",
        "status": "active",
        "description": "Wij lezen je brieven met je mee.\n\nOok van de Belastingdienst.",
        "url": "https://example.org/hulp",
        "email": "hulp@example.org",
        "eligibility_description": "Voor iedereen in de wijk.",
        "minimum_age": 18,
        "assured_date": "2026-01-15",
        "application_process": "Loop binnen.",
        "organization": {"id": IDS[2], "name": "Stichting Samen", "description": "Wij helpen."},
        "phones": [{"id": IDS[3], "number": "038 123 45 67", "type": "voice"}],
        "schedules": [{"id": IDS[4], "freq": "WEEKLY", "byday": "TU,TH", "interval": 1,
                       "opens_at": "09:30:00", "closes_at": "12:00:00"}],
        "languages": [{"id": IDS[5], "name": "Dutch", "code": "nl"},
                      {"id": IDS[6], "name": "Turks"}],
        "cost_options": [{"id": IDS[7], "option": "per keer", "amount": 2.5, "currency": "EUR"}],
        "required_documents": [{"id": IDS[8], "document": "Een paspoort"}],
        "attributes": [{"id": IDS[9], "link_id": IDS[1], "link_entity": "service",
                        "taxonomy_term": {"id": IDS[0], "name": "Geld", "description": "Geld"}}],
        "service_at_locations": [{"id": IDS[0], "location": place()}],
    }  # fmt: skip
    return made | changes


def place(number=1, **changes):
    made = {
        "id": IDS[number],
        "location_type": "physical",
        "name": "De Molen",
        "latitude": 52.25,
        "longitude": 6.16,
        "addresses": [
            {"id": IDS[2], "address_1": "Postbus 1", "city": "Zwolle", "state_province": "OV",
             "postal_code": "8000 AA", "country": "NL", "address_type": "postal"},
            {"id": IDS[3], "address_1": "Molenstraat 1", "city": "Deventer", "state_province": "OV",
             "postal_code": "7411 AB", "country": "NL", "address_type": "physical"},
        ],
        "accessibility": [{"id": IDS[4], "description": "Geen drempels."}],
    }  # fmt: skip
    return made | changes


def read(value):
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return hsds.read_services(Carried("hulp.json", text), Notes())


def one(value):
    (found,) = read(value).services.values()
    return found


def test_a_service_is_read_with_all_that_a_resident_asks():
    found = one(service())
    assert (found.source_id, found.name, found.organisation, found.status) == (
        IDS[1], "Formulierenhulp", "Stichting Samen", "active",
    )  # fmt: skip
    assert found.summary == "Wij lezen je brieven met je mee."
    assert found.phones == (FoundPhone("038 123 45 67", "", "voice"),)
    assert found.times == (WEEKLY,)
    assert found.languages == ("nl", "tr")
    assert (found.price_cents, found.cost) == (250, "per keer EUR 2.5")
    assert (found.required_documents, found.terms) == (("Een paspoort",), ("Geld",))
    assert (found.minimum_age, found.assured_date) == (18, dt.date(2026, 1, 15))
    (there,) = found.locations
    assert (there.street, there.postcode, there.town) == ("Molenstraat 1", "7411AB", "Deventer")
    assert (there.longitude, there.latitude) == (6.16, 52.25)
    assert there.accessibility == ("Geen drempels.",)


@pytest.mark.parametrize(
    "value",
    [
        [service()],
        {"total_items": 1, "contents": [service()]},
        {"total_items": 1, "empty": False,
         "contents": [{"service": service(), **service()["service_at_locations"][0]}]},
        {"id": IDS[2], "name": "Stichting Samen", "description": "x",
         "services": [service(organization=None)]},
    ],
    ids=["list", "page", "service at location", "organisation with services"],
)  # fmt: skip
def test_every_shape_of_the_api_gives_the_same(value):
    found = one(value)
    assert (found.name, found.organisation, found.locations[0].name) == (
        "Formulierenhulp", "Stichting Samen", "De Molen",
    )  # fmt: skip


@needs("hsds-schema-3.0")
def test_our_example_is_what_the_standard_means():
    schema = json.loads((DATA / "hsds-schema-3.0" / "service.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(service())] == []
    assert list(validator.iter_errors(service(status="open"))) != []


def test_one_service_at_two_places_is_one_service():
    there = [{"service": service(service_at_locations=[]), "location": place(n, name=f"Huis {n}")}
             for n in (1, 2)]  # fmt: skip
    assert [location.name for location in one(there).locations] == ["Huis 1", "Huis 2"]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (service(name=" "), "no name"),
        ("tekst", "not a service"),
        ({"id": "7", "name": "Taxonomie", "description": "x"},
         "no status and no organisation; not a service"),
        (service(id="goed"), "duplicate id: the first one is kept"),
    ],
)  # fmt: skip
def test_what_is_no_service_is_told(item, reason):
    gathered = read([service(id="goed"), item])
    assert list(gathered.services) == ["goed"]
    assert [r.reason for r in gathered.rejected] == [reason]


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_the_status_is_kept(status):
    assert one(service(status=status)).status == status


def test_what_cannot_be_right_is_left_out_and_said():
    gathered = read([service(
        status="x", url="javascript:alert(1)", email="geen", minimum_age=-3, assured_date="ooit",
        phones=[{"number": "bel ons"}, {"number": "\"+31 6 12345678\""}],
        service_at_locations=[{"location": place(latitude=100, longitude=101)}],
        schedules=[{"freq": "HOURLY"}, {"byday": "1MO,XX,-1FR", "freq": "MONTHLY"}],
    )])  # fmt: skip
    (found,) = gathered.services.values()
    assert (found.status, found.url, found.email, found.minimum_age) == ("active", "", "", None)
    assert (found.assured_date, found.locations[0].latitude) == (None, None)
    assert [phone.number for phone in found.phones] == ["+31 6 12345678"]
    assert found.times == (FoundTimes(("1MO", "-1FR"), frequency="MONTHLY"),)
    assert sorted(gathered.remarks) == [
        "a point that is not on earth; left out",
        "no status that is known; taken as active",
        "repeats otherwise than by week or month; kept in words only",
    ]


def test_scripts_and_single_persons_stay_out():
    found = one(service(
        name="Hulp <script>alert(1)</script>", description="<p>Kom<img src=x onerror=y></p>",
        contacts=[{"id": IDS[1], "name": "Jan Jansen", "email": "jan@example.org",
                   "phones": [{"number": "06 11111111"}]}],
    ))  # fmt: skip
    assert (found.name, found.description) == ("Hulp", "Kom")
    assert "jan" not in repr(found).lower()
    assert "11111111" not in repr(found)


def test_free_is_free_and_other_money_is_no_price():
    assert one(service(cost_options=[], fees_description="Gratis")).price_cents == 0
    assert one(service(cost_options=[{"amount": 3, "currency": "GBP"}])).price_cents is None


TABLES = {
    "services.csv": "id,organization_id,name,description,status,url\n"
    "s1,o1,Formulierenhulp,Wij lezen mee,active,\ns2,o1,Soep,Elke dag,,\n",
    "organizations.csv": "id,name,description,email,website\n"
    "o1,Stichting Samen,Wij helpen,info@example.org,https://example.org\n",
    "locations.csv": "id,location_type,name,latitude,longitude\nl1,physical,De Molen,52.25,6.16\n",
    "service_at_locations.csv": "id,service_id,location_id\nx1,s1,l1\nx2,s2,l1\n",
    "addresses.csv": "id,location_id,address_1,city,postal_code,address_type\n"
    "a1,l1,Molenstraat 1,Deventer,7411 AB,physical\n",
    "phones.csv": "id,service_id,location_id,organization_id,number,type\n"
    "p1,s1,,,038 1234567,voice\np2,,l1,,038 7654321,voice\np3,,,o1,038 1111111,voice\n",
    "schedules.csv": "id,service_id,service_at_location_id,freq,byday,opens_at,closes_at\n"
    'h1,s1,,WEEKLY,"TU,TH",09:30,12:00\nh2,,x2,WEEKLY,MO,17:00,19:00\n',
    "languages.csv": "id,service_id,name,code\nt1,s1,Dutch,nl\n",
    "required_documents.csv": "id,service_id,document\nd1,s1,Een paspoort\n",
    "cost_options.csv": "id,service_id,option,amount,currency\nc1,s1,per keer,0,EUR\n",
    "accessibility.csv": "id,location_id,description\ne1,l1,Geen drempels\n",
    "attributes.csv": "id,link_id,taxonomy_term_id\nz1,s1,t1\n",
    "taxonomy_terms.csv": "id,name,description\nt1,Geld,Geld\n",
    "leesmij.csv": "niets",
}


def packed(tables, **changes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (tables | changes).items():
            archive.writestr(f"pakket/{name}", text)
    return Carried("pakket.zip", out.getvalue())


def unfold(source):
    notes = Notes()
    gathered = hsds_tables.read_package(source, notes)
    return gathered, notes


def test_the_tables_are_put_together(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, "utf-8-sig")
    from_folder, _notes = unfold(tmp_path)
    from_zip, _notes = unfold(packed(TABLES))
    assert from_folder == from_zip
    forms, soup = from_folder.services.values()
    assert (forms.organisation, forms.email, forms.url) == (
        "Stichting Samen", "info@example.org", "https://example.org",
    )  # fmt: skip
    assert [phone.number for phone in forms.phones] == ["038 1234567"]
    assert [phone.number for phone in soup.phones] == ["038 1111111"]
    assert forms.times == (WEEKLY,)
    assert (forms.languages, forms.required_documents) == (("nl",), ("Een paspoort",))
    assert (forms.terms, forms.price_cents) == (("Geld",), 0)
    there = soup.locations[0]
    assert (there.name, there.street, there.accessibility) == (
        "De Molen", "Molenstraat 1", ("Geen drempels",),
    )  # fmt: skip
    assert there.times[0].days == ("MO",)
    assert [phone.number for phone in there.phones] == ["038 7654321"]


def test_pointers_to_nothing_are_told_and_break_nothing():
    gathered, _notes = unfold(packed(TABLES, **{
        "phones.csv": "id,service_id,number\np1,weg,038 1234567\n",
        "service_at_locations.csv": "id,service_id,location_id\nx1,s1,weg\n",
        "services.csv": "id,organization_id,name\ns1,weg,Hulp\n",
    }))  # fmt: skip
    (found,) = gathered.services.values()
    assert (found.organisation, found.locations, found.phones) == ("", (), ())
    assert sorted(gathered.remarks) == [
        "a row of phones points to a service that is not there",
        "no status that is known; taken as active",
        "points to locations that are not in the package",
        "points to organizations that are not in the package",
    ]


def test_older_headers_semicolons_and_windows_letters_are_read():
    text = "Id;Organisation ID;Naam;Status\ns1;o1;Café Höfke;active\n".encode("cp1252")
    (found,) = unfold(packed(TABLES, **{"services.csv": text}))[0].services.values()
    assert (found.name, found.organisation) == ("Café Höfke", "Stichting Samen")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (packed({"iets.csv": "a,b\n1,2\n"}), "no services.csv in it"),
        (packed(TABLES, **{"services.csv": "id,titel\n1,x\n"}),
         "no column 'name'; the columns are id, titel"),
        (packed(TABLES, **{"services.csv": b"id,name\n1,\x00\n"}), "holds a NUL byte"),
        (packed({f"{n}.csv": "x" for n in range(201)}), "more than 200 files"),
        (packed(TABLES, **{"services.csv": "id,name\n" + "s,x\n" * 200_001}),
         "more than 200000 rows"),
        (Carried("pakket.zip", b"PK\x03\x04kapot"), "no folder and no zip"),
        (Carried("pakket.zip", packed(TABLES).data[:-300]), "no folder and no zip"),
        (Carried("pakket.zip", b""), "no folder and no zip"),
        (packed(TABLES, **{"services.csv": b"\0" * 60_000_000}), "more than 50 MB"),
    ],
    ids=["no services", "no name", "nul", "files", "rows", "broken", "cut off", "empty", "bomb"],
)  # fmt: skip
def test_a_package_that_cannot_be_read_says_why(source, words):
    with pytest.raises(UnreadableFile, match=words):
        unfold(source)


def test_a_locked_package_says_so():
    data = bytearray(packed({"services.csv": "id,name\n1,x\n"}).data)
    data[6] |= 1  # the mark of a password, in the file and in the list at the end
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="locked or damaged"):
        unfold(Carried("pakket.zip", bytes(data)))


def test_many_services_are_quick():
    many = levels.size(4_000, 20_000)
    rows = "".join(f"s{n},o1,Dienst {n},Een omschrijving,active,\n" for n in range(many))
    started = time.process_time()
    table = f"id,organization_id,name,description,status,url\n{rows}"
    gathered, _notes = unfold(packed(TABLES, **{"services.csv": table}))
    assert len(gathered.services) == many
    assert time.process_time() - started < many / 3_300


@needs("hsds-3.1-examples", "hsds-sample", "ohana-sample")
@pytest.mark.parametrize(
    ("folder", "count"),
    [("hsds-3.1-examples/examples/csv", 1), ("hsds-sample/simple", 13),
     ("hsds-sample/all_resources", 13), ("ohana-sample/data/sample-csv", 23)],
)  # fmt: skip
def test_packages_of_others_are_read_whole(folder, count):
    gathered, notes = unfold(DATA / folder)
    assert (len(gathered.services), gathered.rejected, notes.sentences) == (count, [], [])
    assert all(found.organisation for found in gathered.services.values())


@needs("hsds-3.1-examples")
@pytest.mark.parametrize(
    "name", ["service_full", "service_at_location_full", "service_list", "service_at_location_list"]
)
def test_the_examples_of_the_standard_give_the_same_service(name):
    found = one((DATA / "hsds-3.1-examples" / "examples" / f"{name}.json").read_bytes())
    assert (found.source_id, found.name, found.status) == (
        "ac148810-d857-441c-9679-408f346de14b", "Community Counselling", "active",
    )  # fmt: skip
