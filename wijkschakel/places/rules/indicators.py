"""The figures we know by name: a plain word, a unit, a source, counted or modelled."""

from dataclasses import dataclass

RIVM = "RIVM, GGD'en en CBS"
CBS = "CBS"


def _(text: str) -> str:
    """Mark a text for translation; the page translates it."""
    return text


@dataclass(frozen=True)
class Indicator:
    """One thing that is known of many areas.

    `unit` is one of: people (a count), homes (a count), of_people (of every hundred people of
    an age), share (of every hundred of something), number, kilometres, thousand_euros, score.
    `phrase` ends the sentence "79 van de 100 volwassenen …".
    """

    code: str
    label: str
    unit: str
    source: str = CBS
    phrase: str = ""
    is_modelled: bool = False
    headline: int = 0  # 1 comes first on a page; 0 stands in the table only


def _health(code: str, label: str, phrase: str, headline: int = 0) -> Indicator:
    return Indicator(code, label, "of_people", RIVM, phrase, is_modelled=True, headline=headline)


_HEALTH = (
    _health("good_health", _("Voelt zich gezond"), _("voelen zich gezond"), 2),
    _health("moves_enough", _("Beweegt genoeg"), _("bewegen genoeg"), 4),
    _health("sports_weekly", _("Sport elke week"), _("sporten elke week")),
    _health("underweight", _("Ondergewicht"), _("wegen te weinig")),
    _health("normal_weight", _("Gezond gewicht"), _("hebben een gezond gewicht")),
    _health("overweight", _("Overgewicht"), _("wegen te veel")),
    _health("obesity", _("Ernstig overgewicht"), _("wegen veel te veel")),
    _health("smokes", _("Rookt"), _("roken")),
    _health("little_alcohol", _("Drinkt bijna geen alcohol"), _("drinken bijna geen alcohol")),
    _health("drinks", _("Drinkt alcohol"), _("drinken wel eens alcohol")),
    _health("drinks_heavily", _("Zware drinker"), _("drinken elke week veel op één dag")),
    _health("drinks_too_much", _("Drinkt te veel"), _("drinken te veel alcohol")),
    _health("long_illness", _("Langdurige ziekte"), _("hebben een langdurige ziekte")),
    _health("limited", _("Beperkt door gezondheid"), _("voelen zich beperkt door hun gezondheid")),
    _health(
        "severely_limited",
        _("Ernstig beperkt door gezondheid"),
        _("voelen zich ernstig beperkt door hun gezondheid"),
    ),
    _health("ill_and_limited", _("Langdurig ziek en beperkt"), _("zijn langdurig ziek en beperkt")),
    _health("disability", _("Lichamelijke beperking"), _("hebben een lichamelijke beperking")),
    _health("hard_of_hearing", _("Beperkt in horen"), _("horen slecht")),
    _health("poor_sight", _("Beperkt in zien"), _("zien slecht")),
    _health("moves_with_difficulty", _("Beperkt in bewegen"), _("bewegen moeilijk")),
    _health(
        "anxiety_risk",
        _("Enig risico op angst of somberheid"),
        _("hebben kans op angst of somberheid"),
    ),
    _health(
        "anxiety_high_risk",
        _("Hoog risico op angst of somberheid"),
        _("hebben grote kans op angst of somberheid"),
    ),
    _health("much_stress", _("Veel stress"), _("hadden pas nog heel veel stress"), 6),
    _health("own_life", _("Regie over het eigen leven"), _("hebben grip op hun leven"), 5),
    _health("lonely", _("Eenzaam"), _("voelen zich wel eens eenzaam"), 3),
    _health("very_lonely", _("Ernstig eenzaam"), _("voelen zich erg eenzaam")),
    _health("emotionally_lonely", _("Emotioneel eenzaam"), _("missen iemand die dichtbij staat")),
    _health("socially_lonely", _("Sociaal eenzaam"), _("missen mensen om zich heen")),
    _health("cares_for_other", _("Mantelzorger"), _("zorgen veel voor een naaste"), 8),
    _health("volunteers", _("Vrijwilliger"), _("doen vrijwilligerswerk"), 7),
    _health(
        "walks_or_cycles",
        _("Lopend of fietsend naar werk of school"),
        _("lopen of fietsen naar werk of school"),
    ),
    _health("walks", _("Lopend naar werk of school"), _("lopen naar werk of school")),
    _health("cycles", _("Fietsend naar werk of school"), _("fietsen naar werk of school")),
    _health(
        "noisy_neighbours",
        _("Last van lawaai van buren"),
        _("hebben veel last van lawaai van buren"),
    ),
    _health(
        "hard_to_make_ends_meet",
        _("Moeite met rondkomen"),
        _("komen moeilijk rond met hun geld"),
        9,
    ),
)

_COUNTED = (
    Indicator("residents", _("Inwoners"), "people", headline=1),
    Indicator("men", _("Mannen"), "people"),
    Indicator("women", _("Vrouwen"), "people"),
    Indicator("density", _("Inwoners per vierkante kilometer"), "number"),
    Indicator("aged_0_15", _("Jonger dan 15 jaar"), "share"),
    Indicator("aged_15_25", _("Van 15 tot 25 jaar"), "share"),
    Indicator("aged_25_45", _("Van 25 tot 45 jaar"), "share"),
    Indicator("aged_45_65", _("Van 45 tot 65 jaar"), "share"),
    Indicator("aged_65", _("65 jaar of ouder"), "share"),
    Indicator("households", _("Huishoudens"), "people"),
    Indicator("living_alone", _("Huishoudens van één persoon"), "share"),
    Indicator("with_children", _("Huishoudens met kinderen"), "share"),
    Indicator("without_children", _("Huishoudens zonder kinderen"), "share"),
    Indicator("household_size", _("Mensen per huishouden"), "number"),
    Indicator("homes", _("Woningen"), "homes"),
    Indicator("home_value", _("Waarde van een woning"), "thousand_euros"),
    Indicator("flats", _("Flats en appartementen"), "share"),
    Indicator("inhabited", _("Bewoonde woningen"), "share"),
    Indicator("owned", _("Koopwoningen"), "share"),
    Indicator("rented", _("Huurwoningen"), "share"),
    Indicator("social_rented", _("Woningen van een corporatie"), "share"),
    Indicator("built_since_2000", _("Gebouwd na 1999"), "share"),
    Indicator("income_per_resident", _("Inkomen per inwoner"), "thousand_euros"),
    Indicator("low_income", _("Huishoudens met een laag inkomen"), "share"),
    Indicator("educated_low", _("Laag opgeleid"), "share"),
    Indicator("educated_middle", _("Middelbaar opgeleid"), "share"),
    Indicator("educated_high", _("Hoog opgeleid"), "share"),
    Indicator("ses_score", _("Welvaart, opleiding en werk: score"), "score"),
    Indicator("ses_spread", _("Welvaart, opleiding en werk: verschil in de wijk"), "score"),
    Indicator("to_doctor", _("Naar de huisarts"), "kilometres"),
    Indicator("to_pharmacy", _("Naar de apotheek"), "kilometres"),
    Indicator("to_hospital", _("Naar het ziekenhuis"), "kilometres"),
    Indicator("to_supermarket", _("Naar de supermarkt"), "kilometres"),
    Indicator("to_cafe", _("Naar het café"), "kilometres"),
    Indicator("to_nursery", _("Naar de kinderopvang"), "kilometres"),
    Indicator("to_after_school", _("Naar de buitenschoolse opvang"), "kilometres"),
    Indicator("to_school", _("Naar de basisschool"), "kilometres"),
    Indicator("to_library", _("Naar de bibliotheek"), "kilometres"),
    Indicator("to_swimming_pool", _("Naar het zwembad"), "kilometres"),
    Indicator("to_green", _("Naar openbaar groen"), "kilometres"),
    Indicator("to_semi_green", _("Naar half openbaar groen"), "kilometres"),
    Indicator("to_park", _("Naar het park"), "kilometres"),
    Indicator("to_wood", _("Naar het bos"), "kilometres"),
    Indicator("to_main_road", _("Naar de grote weg"), "kilometres"),
    Indicator("to_station", _("Naar het station"), "kilometres"),
    Indicator("gas_use", _("Gas per woning in kubieke meter"), "number"),
    Indicator("power_use", _("Stroom per woning in kilowattuur"), "number"),
    Indicator("liveability", _("Leefbaarheid: score"), "score", "Leefbaarometer"),
)

INDICATORS = {indicator.code: indicator for indicator in (*_COUNTED, *_HEALTH)}
