"""What people write above a column, Dutch, English and Open Referral, and what we call it."""

import re
import unicodedata

# our word -> what stands above such columns, as `key` writes it
_WORDS = {
    "id": "id identifier uuid code sleutel serviceid dienstid referentie externid",
    "name": (
        "naam name titel title dienst service servicename voorziening aanbod activiteit "
        "activity naamdienst naamaanbod naamactiviteit naamvoorziening activiteitnaam "
        "initiatief project evenement event onderwerp wat"
    ),
    "organisation": (
        "organisatie organization organisation aanbieder instelling uitvoerder provider "
        "organisatienaam organizationname organisationname naamorganisatie stichting "
        "vereniging contactorganisatie organisator organizer partij"
    ),
    "kind": (
        "soort type categorie category kind thema theme rubriek taxonomie taxonomy "
        "taxonomyterm taxonomyterms trefwoorden keywords tags subcategorie hoofdcategorie "
        "domein soortaanbod labels"
    ),
    "description": (
        "omschrijving beschrijving description toelichting informatie info details inhoud "
        "tekst opmerkingen bijzonderheden watdoenze uitleg"
    ),
    "summary": "samenvatting kort korteomschrijving summary intro inleiding",
    "street": (
        "adres address straat street address1 bezoekadres straatnaam streetaddress "
        "adresregel1 straatenhuisnummer adreslocatie straathuisnummer"
    ),
    "house_number": "huisnummer huisnr nr housenumber nummer hnr",
    "addition": "toevoeging huisletter huisnummertoevoeging huisnrtoev",
    "postcode": "postcode zip postalcode pc pc6 postcode6 zipcode pc4",
    "town": ("plaats woonplaats city stad gemeente town plaatsnaam locality addresslocality dorp"),
    "place": (
        "locatie location venue gebouw plek locatienaam locationname waar buurthuis zaal "
        "accommodatie ontmoetingsplek"
    ),
    "latitude": "lat latitude breedtegraad breedte ycoordwgs geolat",
    "longitude": "lon lng long longitude lengtegraad lengte geolon geolng",
    "x": "x xcoord xcoordinaat rdx xrd coordx easting xcoordinate",
    "y": "y ycoord ycoordinaat rdy yrd coordy northing ycoordinate",
    "point": (
        "coordinaten coordinates geo geometry geometrie wkt latlon latlng geom geopoint2d "
        "geopunt positie gps locatiegps shape point punt"
    ),
    "phone": (
        "telefoon tel telefoonnummer phone telephone mobiel phonenumber telnr gsm phones telefoonnr"
    ),
    "email": "email mail emailadres emailaddress mailadres contactemail",
    "url": "website url site web link webadres homepage www internet webpagina weblink",
    "hours": (
        "openingstijden openingsuren tijden openinghours hours spreekuur spreekuren "
        "wanneer openingstijd tijdstippen schedule schedules dagentijd dagentijdstip"
    ),
    "days": "dag dagen weekdag day days byday weekdagen",
    "opens": (
        "van begintijd opensat starttijd aanvang tijd start begin starttime tijdstip "
        "opent aanvangstijd time openvan vanaf"
    ),
    "closes": "tot eindtijd closesat einde endtime sluit eind opentot tottijd end",
    "date": ("datum date startdatum startdate begindatum datumvan eerstedatum dtstart datumentijd"),
    "end_date": "einddatum enddate datumtot laatstedatum totenmet until",
    "languages": "taal talen language languages voertaal gesprokentalen",
    "cost": (
        "kosten prijs cost price tarief fees feesdescription bijdrage eigenbijdrage "
        "entree costs kostprijs deelnamekosten toegang"
    ),
    "eligibility": (
        "doelgroep voorwie eligibility audience targetgroup doelgroepen "
        "eligibilitydescription bestemdvoor leeftijdsgroep"
    ),
    "documents": "documenten meenemen requireddocuments watmeenemen nodigedocumenten documents",
    "accessible": (
        "rolstoel toegankelijk wheelchair accessible toegankelijkheid "
        "rolstoeltoegankelijk accessibility rolstoelvriendelijk mindervaliden"
    ),
    "status": "status",
    "assured": (
        "gecontroleerd gecontroleerdop checked checkedon assureddate controledatum "
        "laatstgewijzigd bijgewerkt bijgewerktop laatstbijgewerkt actualisatiedatum "
        "lastmodified"
    ),
    "application": (
        "aanmelden aanmelding hoeaanmelden applicationprocess opgeven inschrijven aanmeldwijze"
    ),
}
# words long enough to stand inside a longer title
INSIDE = {
    "email": ["email", "mailadres"],
    "phone": ["telefoon", "phone", "mobiel"],
    "postcode": ["postcode"],
    "url": ["website", "webadres"],
    "description": ["omschrijving", "beschrijving", "description"],
    "organisation": ["organisatie", "organisation", "organization", "aanbieder"],
    "kind": ["categorie", "category", "soort", "thema"],
    "eligibility": ["doelgroep", "eligibility"],
    "hours": ["openingstijd", "openinghours", "spreekuur"],
    "cost": ["kosten", "tarief", "prijs"],
    "languages": ["talen", "language"],
    "accessible": ["rolstoel", "toegankelijk", "wheelchair"],
    "latitude": ["latitude", "breedtegraad"],
    "longitude": ["longitude", "lengtegraad"],
    "x": ["xcoord"],
    "y": ["ycoord"],
    "street": ["straat", "street", "bezoekadres", "address"],
    "town": ["plaatsnaam", "woonplaats"],
    "place": ["locatie", "location", "gebouw"],
    "date": ["datum"],
    "opens": ["begintijd", "starttijd"],
    "closes": ["eindtijd"],
    "name": ["naam", "name", "titel"],
}
FIELDS = tuple(_WORDS)
BY_NAME = {word: name for name, words in _WORDS.items() for word in words.split()}


def key(title: object) -> str:
    """Write a title without accents, capitals, signs and what stands between brackets."""
    text = re.sub(r"\([^()]*\)", "", str(title))[:120]
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", flat)


def field_of(title: object) -> tuple[str, float]:
    """Give our word for a title and how sure that is."""
    word = key(title)
    if word in BY_NAME:
        return BY_NAME[word], 0.9
    for name, parts in INSIDE.items():
        if any(part in word for part in parts):
            return name, 0.7
    return "", 0.0
