"""The word on the screen for every code in a published table."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkschakel.outcomes.rules.sides import GROUPED
from wijkschakel.paths.rules import instruments, shipped

ANSWERS = "answers-"


def word_of_code(code: str) -> str:
    """Give the word of an answer; the code itself when it has none."""
    known = {
        "happy": _("Gelukkig zijn"),
        "join_in": _("Meedoen"),
        "healthy": _("Je gezond voelen"),
        "strength": _("Kracht"),
        "w1": _("1 week"),
        "w2_4": _("2 tot 4 weken"),
        "w5_12": _("5 tot 12 weken"),
        "w13_26": _("13 tot 26 weken"),
        "w27": _("27 weken of meer"),
        "visitor": _("Doet mee"),
        "helper": _("Helpt"),
        "co_organiser": _("Organiseert mee"),
        "lead": _("Trekt het"),
        "met": _("Geholpen door een mens"),
        "together": _("Samen opgelost"),
        "open": _("Wacht nog"),
        "reached": _("Doel bereikt"),
        "busy": _("Mee bezig"),
        "resting": _("Rust even"),
        "let_go": _("Losgelaten"),
        "once": _("Kwam één keer"),
        "few": _("Kwam twee tot vijf keer"),
        "often": _("Kwam zes keer of vaker"),
        "good": _("Fijn"),
        "fair": _("Gaat wel"),
        "bad": _("Niet fijn"),
        "hard": _("Moeite met rondkomen"),
        "fine": _("Geen moeite met rondkomen"),
        "yes": _("Ja"),
        "no": _("Nee"),
        "rest": _("Gaat wel of niet fijn"),
        "not_yet": _("Nog niet bereikt"),
    }
    return known.get(code) or _word_of_side(code)


def _word_of_side(code: str) -> str:
    """Give the words of with whom, of a shift, and of the way from knowing to doing."""
    known = {
        "informal": _("Alleen met buren"),
        "both": _("Met buren en bij organisaties"),
        "formal": _("Alleen bij organisaties"),
        "organised": _("Bij organisaties, of allebei"),
        "stayed": _("Niet naar buren verschoven, of nieuw"),
        "health": _("Gezondheid"),
        "care_too": _("Ook zorg"),
        "to_neighbours": _("Meer met buren dan een jaar eerder"),
        "as_before": _("Ongeveer hetzelfde"),
        "to_organisations": _("Meer bij organisaties"),
        "new_here": _("Nieuw hier"),
        "trained": _("Is opgeleid"),
        "at_work": _("Is aan het werk"),
    }
    return known.get(code, code)


def _item(topic: str) -> instruments.Item | None:
    key, _dot, item = topic.removeprefix(ANSWERS).partition(".")
    pack = shipped.instruments_shipped().get(key)
    return next((one for one in pack.items if one.id == item), None) if pack else None


def question_of(topic: str) -> str:
    """Give the words of the question that a topic counts the answers of."""
    item = _item(topic)
    if item is None:
        return topic.removeprefix(ANSWERS)
    return instruments.words_of(item.words, get_language() or "nl")


def answer_of(topic: str, code: str) -> str:
    """Give the words of an answer in a topic."""
    item = _item(topic) if topic.startswith(ANSWERS) else None
    if item is None:
        return word_of_code(code)
    for answer in item.answers:
        if str(answer.code) == code:
            return instruments.words_of(answer.words, get_language() or "nl")
    if item.lowest is not None:
        marks = {"good": _("een 7 of meer"), "rest": _("een 6 of minder")}
        return marks.get(code, code)
    if topic == "answers-perceived-health.health":
        return {"good": _("gezond: goed of zeer goed"), "rest": _("niet zo")}.get(code, code)
    return {"good": _("ja"), "rest": _("nee")}.get(code, code)


def period_word(period: str) -> str:
    """Write a period: 2026, or the third quarter of it."""
    year, _dash, quarter = period.partition("-Q")
    if not quarter:
        return year
    months = {
        "1": _("januari tot en met maart %(year)s"),
        "2": _("april tot en met juni %(year)s"),
        "3": _("juli tot en met september %(year)s"),
        "4": _("oktober tot en met december %(year)s"),
    }
    return months.get(quarter, period) % {"year": year}


def title_of(topic: str, table: str = "") -> str:
    """Name a topic in plain words; its tables of one period apart."""
    known = {
        "taking-part": _("Wie deed mee"),
        "weeks": _("In hoeveel weken mensen er waren"),
        "role": _("Wat mensen deden"),
        "goals": _("Hoe ver eigen doelen zijn"),
        "asked": _("Wie hulp vroeg"),
        "get-by": _("Moeite met rondkomen"),
        "satisfied-residents": _("Hoe wie meedoet het vindt"),
        "satisfied-helpers": _("Hoe wie helpt het vindt"),
        "trained": _("Opgeleide bewoners"),
        "side": _("Met buren of bij organisaties"),
        "aim": _("Gezondheid of ook zorg"),
        "shift": _("Verschuiving naar buren"),
        "ties": _("Wie iemand leerde kennen"),
        "moving-residents": _("Bewoners: van opgeleid naar aan het werk"),
        "moving-professionals": _("Professionals: van opgeleid naar aan het werk"),
        "professionals-know": _("Professionals: wie de wijkbeweging kent"),
    }
    if topic.startswith("need-"):
        return _("Wens: %(what)s") % {"what": word_of_code(topic.removeprefix("need-"))}
    if topic.startswith(ANSWERS):
        said = _("Per wijk: %(what)s") if table == "by_area" else _("Vraag: %(what)s")
        return said % {"what": question_of(topic)}
    if table == "by_area" and topic in GROUPED:
        return _("Per wijk: %(what)s") % {"what": known[topic]}
    return known.get(topic, topic)
