"""The people who play a part in the demonstration: who they are and how to find them."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from wijkschakel.upkeep.demo.ids import demo_id


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as, with one sentence on what they may do."""

    key: str
    given_name: str
    family_name: str
    sentence: str
    district: str
    neighbourhood: str
    birth_year: int
    role: str = ""
    scope: str = ""
    organisation: str = ""
    title: str = ""
    language: str = "nl"
    has_email: bool = True
    phone: str = ""

    @property
    def person_id(self) -> uuid.UUID:
        """Number of the person."""
        return demo_id("person", self.key)

    @property
    def account_id(self) -> uuid.UUID:
        """Number of the account, for signing in with one click."""
        return demo_id("account", self.key)

    @property
    def email(self) -> str:
        """Address that reaches nobody; empty for who has none."""
        return f"{self.key}@example.org" if self.has_email else ""


CAST = (
    DemoPerson(
        key="fatma", given_name="Fatma", family_name="Yıldız",
        sentence=_("Bewoner. Ze heeft geen e-mail, maar een papieren kaart."),
        district="WK990101", neighbourhood="BU99010102", birth_year=1957,
        language="tr", has_email=False, phone="088 000 12 51",
    ),
    DemoPerson(
        key="jan", given_name="Jan", family_name="Postma",
        sentence=_("Buur die helpt bij het wandelen en het eten."),
        district="WK990101", neighbourhood="BU99010101", birth_year=1961,
        phone="088 000 12 52",
    ),
    DemoPerson(
        key="wil", given_name="Wil", family_name="Bakker",
        sentence=_("Organisator. Wil trekt het wandelen en de lange tafel."),
        district="WK990101", neighbourhood="BU99010101", birth_year=1954,
        role="organiser", scope="WK990101", phone="088 000 12 53",
    ),
    DemoPerson(
        key="noor", given_name="Noor", family_name="van Dam",
        sentence=_("Coördinator van het Molenkwartier."),
        district="WK990101", neighbourhood="BU99010104", birth_year=1986,
        role="coordinator", scope="WK990101", organisation="kachel", title="coördinator",
        phone="088 000 12 54",
    ),
    DemoPerson(
        key="anke", given_name="Anke", family_name="Visser",
        sentence=_("Wijkverpleegkundige in het Molenkwartier."),
        district="WK990101", neighbourhood="BU99010103", birth_year=1979,
        role="professional", scope="WK990101", organisation="nabij",
        title="wijkverpleegkundige", phone="088 000 12 55",
    ),
    DemoPerson(
        key="mo", given_name="Mo", family_name="Amrani",
        sentence=_("Gesprekspartner. Hij denkt met bewoners mee."),
        district="WK990101", neighbourhood="BU99010102", birth_year=1990,
        role="conversation_partner", scope="WK990101", organisation="kachel",
        title="gesprekspartner", phone="088 000 12 56",
    ),
    DemoPerson(
        key="els", given_name="Els", family_name="Kok",
        sentence=_("Ondernemer. Els bakt, en leent haar achterkamer uit."),
        district="WK990101", neighbourhood="BU99010103", birth_year=1970,
        organisation="deeg", title="bakker", phone="088 000 12 63",
    ),
    DemoPerson(
        key="joke", given_name="Joke", family_name="Hendriks",
        sentence=_("Coördinator van een andere wijk: Havenoord."),
        district="WK990102", neighbourhood="BU99010202", birth_year=1972,
        role="coordinator", scope="WK990102", organisation="steiger", title="coördinator",
        phone="088 000 12 57",
    ),
    DemoPerson(
        key="karin", given_name="Karin", family_name="Smit",
        sentence=_("Vertrouwenspersoon. Zij mag bij nood even kijken."),
        district="WK990103", neighbourhood="BU99010301", birth_year=1968,
        role="safeguarding", scope="GM9901", organisation="gemeente",
        title="vertrouwenspersoon", phone="088 000 12 58",
    ),
    DemoPerson(
        key="bas", given_name="Bas", family_name="de Wit",
        sentence=_("Financier. Hij ziet alleen cijfers, nooit namen."),
        district="WK990103", neighbourhood="BU99010304", birth_year=1975,
        role="funder", scope="region", organisation="zorgfonds", title="adviseur",
        phone="088 000 12 59",
    ),
    DemoPerson(
        key="lotte", given_name="Lotte", family_name="Mulder",
        sentence=_("Onderzoeker. Zij ziet alleen gedeelde cijfers."),
        district="WK990102", neighbourhood="BU99010204", birth_year=1993,
        role="researcher", scope="region", organisation="hogeschool", title="onderzoeker",
        phone="088 000 12 60",
    ),
    DemoPerson(
        key="tim", given_name="Tim", family_name="Vos",
        sentence=_("Beheerder. Hij regelt de rollen en leest niet mee."),
        district="WK990103", neighbourhood="BU99010303", birth_year=1988,
        role="administrator", scope="", organisation="gemeente", title="beheerder",
        phone="088 000 12 61",
    ),
    DemoPerson(
        key="sam", given_name="Sam", family_name="Jansen",
        sentence=_("Buitenstaander: een account, geen rol, een andere wijk."),
        district="WK990103", neighbourhood="BU99010302", birth_year=1999,
        phone="088 000 12 62",
    ),
)  # fmt: skip
# A card that everybody knows: it is shown on the page of signing in, in the demonstration only.
CARD_OF = "fatma"
CARD_WORDS = ("appel", "brood", "lamp", "fiets", "tuin", "thee")
CARD_PIN = "27418"
DEMO_PEOPLE = [(person.key, person.given_name, person.sentence) for person in CAST]
BY_KEY = {person.key: person for person in CAST}
