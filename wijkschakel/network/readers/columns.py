"""What the columns of CBS, RIVM and StatLine mean to us."""

import re
import unicodedata
from dataclasses import dataclass

LATER = re.compile(r"^(?P<name>.*?)[_ ](?P<number>\d{1,4})$")
UNIT = re.compile(r"\s*\([^()]*\)\s*$")
CODE_NAMES = {"wijkenenbuurten", "codering", "regiocode", "statcode", "code", "buurtcode",
    "wijkcode", "gemeentecode", "gmcode", "wkcode", "bucode", "gwbcode"}  # fmt: skip
YEAR_NAMES = {"perioden", "periode", "jaar", "year", "jaarcode"}
AGE_NAMES = {"leeftijd", "leeftijdsgroep", "leeftijdsklasse"}
MARGIN_NAMES = {"marges", "marge"}
ROW_NAMES = {"id", "rownames", "unnamed0", "fid", "objectid", ""}
AREA_NAMES = {"wijkenenbuurten", "regio", "regios", "regionaam", "statnaam", "naam", "name"}
KIND_NAMES = {
    "gemeentenaam": "municipality", "gmnaam": "municipality", "gemeente": "municipality",
    "wijknaam": "district", "wknaam": "district",
    "buurtnaam": "neighbourhood", "bunaam": "neighbourhood",
}  # fmt: skip
TEXT_NAMES = {"soortregio", "rubriek", "h2o", "water", "jrstatcode"}

AGES = {
    "20300": "18+", "18plus": "18+", "18+": "18+", "18jaarofouder": "18+", "18jaarenouder": "18+",
    "53115": "18-65", "18-65": "18-65", "18tot65": "18-65", "18tot65jaar": "18-65",
    "80200": "65+", "65plus": "65+", "65+": "65+", "65jaarofouder": "65+", "65jaarenouder": "65+",
    "10000": "", "totaal": "", "alleleeftijden": "",
}  # fmt: skip

# our code -> the names that sources give the same thing, written as `key` writes them
ALIASES = {
    "good_health": ("ervarengezondheidgoedzeergoed",),
    "moves_enough": ("voldoetaanbeweegrichtlijn",),
    "sports_weekly": ("wekelijksesporters", "wekelijksesporter"),
    "underweight": ("ondergewicht",),
    "normal_weight": ("normaalgewicht",),
    "overweight": ("overgewicht",),
    "obesity": ("ernstigovergewicht",),
    "smokes": ("roker", "rokers"),
    "little_alcohol": ("voldoetaanalcoholrichtlijn",),
    "drinks": ("drinker", "drinkers"),
    "drinks_heavily": ("zwaredrinker", "zwaredrinkers"),
    "drinks_too_much": ("overmatigedrinker", "overmatigedrinkers"),
    "long_illness": ("eenofmeerlangdurigeaandoeningen",),
    "limited": ("beperktvanwegegezondheid",),
    "severely_limited": ("ernstigbeperktvanwegegezondheid",),
    "ill_and_limited": ("langdurigeziekteenbeperkt",),
    "disability": ("eenofmeerlichamelijkebeperkingen",),
    "hard_of_hearing": ("beperkinginhoren",),
    "poor_sight": ("beperkinginzien",),
    "moves_with_difficulty": ("beperkinginbewegen",),
    "anxiety_risk": ("matighoogrisicoopangstofdepressie",),
    "anxiety_high_risk": ("hoogrisicoopangstofdepressie",),
    "much_stress": ("heelveelstressinafgelopen4weken",),
    "own_life": ("matigveelregieovereigenleven",),
    "lonely": ("eenzaam",),
    "very_lonely": ("ernstigzeerernstigeenzaam",),
    "emotionally_lonely": ("emotioneeleenzaam",),
    "socially_lonely": ("sociaaleenzaam",),
    "cares_for_other": ("mantelzorger", "mantelzorgers"),
    "volunteers": ("vrijwilligerswerk",),
    "walks_or_cycles": ("lopenenoffietsennaarschoolofwerk",),
    "walks": ("lopennaarschoolofwerk",),
    "cycles": ("fietsennaarschoolofwerk",),
    "noisy_neighbours": ("ernstigegeluidhinderdoorburen",),
    "hard_to_make_ends_meet": ("moeitemetrondkomen",),
    "residents": ("aantalinwoners", "inwoners", "totalebevolking"),
    "men": ("aantalmannen", "mannen"),
    "women": ("aantalvrouwen", "vrouwen"),
    "density": ("bevolkingsdichtheid", "bevolkinsdichtheid", "bevolkingsdichtheidinwonersperkm2"),
    "aged_0_15": ("k0tot15jaarpercentage", "personen0tot15jaar", "percentagepersonen0tot15jaar"),
    "aged_15_25": ("personen15tot25jaar", "percentagepersonen15tot25jaar"),
    "aged_25_45": (
        "personen25tot45jaar",
        "percentagepersonen25tot45jaar",
        "aantalinwonerstussen2544percentage",
    ),
    "aged_45_65": ("personen45tot65jaar", "percentagepersonen45tot65jaar"),
    "aged_65": ("personen65jaarenouder", "percentagepersonen65jaarenouder"),
    "households": ("aantalhuishoudens", "huishoudenstotaal", "particulierehuishoudens"),
    "living_alone": ("eenpersoonshuishoudenspercentage", "percentageeenpersoonshuishoudens"),
    "with_children": ("aantalhuishoudensmetkinderenpercentage", "percentagehuishoudensmetkinderen"),
    "without_children": ("percentagehuishoudenszonderkinderen",),
    "household_size": ("gemiddeldehuishoudensgrootte", "gemiddeldehuishoudsgrootte"),
    "homes": ("woningvoorraad", "aantalwoningen"),
    "home_value": ("gemiddeldewoningwaarde", "gemiddeldewozwaardevanwoningen"),
    "flats": ("meergezinswoningpercentage", "percentagemeergezinswoning"),
    "inhabited": ("bewoondpercentage", "percentagebewoond", "bewoondewoningen"),
    "owned": ("koopwoningpercentage", "koopwoningen", "percentagekoopwoningen"),
    "rented": ("huurwoningen", "huurwoningentotaal", "percentagehuurwoningen"),
    "social_rented": ("woningeninbezitwoningcorporatie", "inbezitwoningcorporatie"),
    "built_since_2000": (
        "bouwjaarvanaf2000percentage",
        "bouwjaarvanaf2000",
        "woningenmetbouwjaarklassevanaf2000",
    ),
    "income_per_resident": ("gemiddeldinkomenperinwoner",),
    "low_income": ("huishoudensmeteenlaaginkomen",),
    "educated_low": ("opleidingsniveaulaagwaarde",),
    "educated_middle": ("opleidingsniveaumiddelbaarwaarde",),
    "educated_high": ("opleidingsniveauhoogwaarde",),
    "ses_score": (
        "seswoatotaalscoregemiddeldescore",
        "socialeconomischescoregemiddeld",
        "gemiddeldescore",
    ),
    "ses_spread": ("spreidingspreidingtotaalwaarde",),
    "to_doctor": (
        "afstandtothuisartsenpraktijk",
        "afstandtothuisartsenpraktijkkm",
        "huisartsenpraktijkgemiddeldeafstandinkm",
    ),
    "to_pharmacy": ("afstandtotapotheek",),
    "to_hospital": ("afstandtotziekenhuiskm", "afstandtotziekenhuisinclbuitenpolikliniek"),
    "to_supermarket": ("afstandtotgrotesupermarkt", "afstandtotgrotesupermarktkm"),
    "to_cafe": ("afstandtotcafe", "afstandtotcafekm"),
    "to_nursery": ("afstandtotkinderdagverblijf", "afstandtotkinderdagverblijfkm"),
    "to_after_school": ("afstandtotbuitenschoolseopvang", "afstandtotbuitenschoolseopvangkm"),
    "to_school": ("afstandtotbasisscholen", "afstandtotschool"),
    "to_library": ("afstandtotbibliotheek",),
    "to_swimming_pool": ("afstandtotzwembad",),
    "to_green": ("afstandtotopenbaargroenkm", "afstandtotopenbaargroentotaal"),
    "to_semi_green": ("afstandtotsemiopenbaargroentotaal",),
    "to_park": ("afstandtotparkofplantsoenkm", "afstandtotparkofplantsoen"),
    "to_wood": ("afstandtotboskm", "afstandtotbos"),
    "to_main_road": ("afstandtothoofdverkeerswegkm", "afstandtotoprithoofdverkeersweg"),
    "to_station": (
        "afstandtottreinstation",
        "afstandtottreinstationkm",
        "afstandtottreinstationtotaal",
    ),
    "gas_use": ("aardgasverbruikm3gemiddeld", "gemiddeldaardgasverbruiktotaal"),
    "power_use": ("elektriciteitsverbruikkwhgemiddeld", "gemiddeldeelektriciteitsleveringtotaal"),
    "liveability": ("leefbarometerscore",),
}  # fmt: skip
# in these, the same words stand for a count unless the title says it is a percentage
SHARES = {"eenpersoonshuishoudens": "living_alone", "huishoudensmetkinderen": "with_children",
    "huishoudenszonderkinderen": "without_children", "meergezinswoning": "flats"}  # fmt: skip
BY_NAME = {alias: code for code, aliases in ALIASES.items() for alias in aliases}


@dataclass(frozen=True)
class Column:
    """One column of numbers: where it stands and what it tells."""

    index: int
    title: str
    indicator: str
    year: int | None


def key(title: str) -> str:
    """Write a title without accents, capitals, signs and unit, to compare it."""
    flat = unicodedata.normalize("NFKD", UNIT.sub("", title))
    return re.sub(r"[^a-z0-9+]", "", flat.encode("ascii", "ignore").decode().lower())


def split(title: str) -> tuple[str, int | None]:
    """Take the year or the number off the end of a title: aantal_inwoners_2020, Roker_11."""
    match = LATER.match(title.strip())
    if not match:
        return title.strip(), None
    number = int(match["number"])
    if len(match["number"]) == 4 and 1990 <= number <= 2100:
        return match["name"], number
    if len(match["number"]) <= 3 and "_" in title:
        return match["name"], None
    return title.strip(), None


def meaning(title: str) -> tuple[str | None, int | None]:
    """Give our code for a column and the year in its title; None when we do not know it."""
    name, year = split(title)
    plain = key(name)
    if plain in SHARES:
        return (SHARES[plain] if "%" in title else None), year
    return BY_NAME.get(plain), year


def ages_of(text: str) -> str | None:
    """Give our word for an age group; None when it is not one we know."""
    return AGES.get(re.sub(r"[^a-z0-9+-]", "", text.strip().lower()))


def year_of(text: str) -> int | None:
    """Read a year: 2020, 2020JJ00."""
    match = re.fullmatch(r"((?:19|20)\d{2})(?:JJ00|\*+)?", text.strip())
    return int(match[1]) if match else None
