"""An indicator in plain words: one sentence, and what is above and below the line."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.rules.countable import ASKED_IN, BY_CODE
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.web.insight import built_in_words

Words = dict[str, str | Promise]
COUNTED: Words = {
    "feels_healthy": _("hoeveel voelen zich gezond"),
    "is_satisfied_with_life": _("hoeveel geven hun leven een 7 of hoger"),
    "active_weeks": _("hoeveel weken zijn zij erbij"),
    "tailor_made": _("hoe vaak was er hulp op maat, per 1.000 mensen"),
    "takes_part": _("hoeveel doen er mee"),
    "gives": _("hoeveel helpen of organiseren mee"),
    "reached_own_goal": _("hoeveel bereikten hun doel"),
    "asked_and_helped": _("hoeveel werden geholpen"),
    "helped_together": _("hoeveel werden samen met anderen geholpen"),
    "was_glad": _("hoeveel waren blij na afloop"),
    "knows_the_movement": _("hoeveel kennen de wijkbeweging"),
    "safe_at_home": _("welk cijfer geven zij voor veilig thuis"),
    "strong_community": _("welk cijfer geven zij voor elkaar kennen en helpen"),
    "facilities_near": _("welk cijfer geven zij voor wat dichtbij is"),
    "entrepreneurs_active": _("welk cijfer geven zij voor winkels die meedoen"),
    "own_strength": _("welk cijfer geven zij voor zelf veel regelen"),
    "moves": _("welk cijfer geven zij voor bewegen zoals ze willen"),
    "develops": _("welk cijfer geven zij voor leren en groeien"),
    "feels_part": _("welk cijfer geven zij voor meedoen"),
    "feels_well": _("welk cijfer geven zij voor zich gezond voelen"),
    "carries_responsibility": _("welk cijfer geven zij voor verantwoordelijkheid dragen"),
    "is_happy": _("welk cijfer geven zij voor hun eigen geluk"),
    "makes_others_happy": _("welk cijfer geven zij voor wat ze bijdragen aan dat van anderen"),
}
AMONG: Words = {
    "participants": _("de mensen die meedoen"),
    "residents": _("alle bewoners"),
    "answered": _("de mensen die antwoord gaven"),
    "askers": _("de mensen die hulp vroegen"),
    "goal_owners": _("de mensen met een eigen doel"),
}
ABOVE: Words = {
    "feels_healthy": _("Mensen die zeggen: mijn gezondheid is goed of zeer goed."),
    "is_satisfied_with_life": _("Mensen die hun leven een 7, 8, 9 of 10 geven."),
    "active_weeks": _("Alle weken waarin iemand er was, bij elkaar opgeteld."),
    "tailor_made": _("Keren dat twee of meer partijen samen iets regelden, dicht bij huis."),
    "takes_part": _("Bewoners die er minstens één keer bij waren."),
    "gives": _("Mensen die minstens één keer hielpen, mee organiseerden of iets trokken."),
    "reached_own_goal": _("Mensen die zeggen: mijn doel is bereikt."),
    "asked_and_helped": _("Mensen die hulp vroegen en kregen."),
    "helped_together": _("Mensen die hulp vroegen en die samen met anderen kregen."),
    "was_glad": _("Mensen die als laatste het blije gezicht kozen."),
    "knows_the_movement": _("Mensen die zeggen: ik ken de wijkbeweging."),
}
MARKS = _("Alle cijfers van 0 tot 10, bij elkaar opgeteld.")
BELOW: Words = {
    "participants": _("Mensen die er minstens één keer bij waren in die tijd."),
    "residents": _("Alle mensen die er wonen, volgens het CBS."),
    "answered": _("Mensen die deze vraag beantwoordden in die tijd."),
    "askers": _("Mensen die hulp vroegen in die tijd."),
    "goal_owners": _("Mensen die een eigen doel opschreven."),
}
# Who gave no answer is not below the line.
ANSWERED_TOO = _("Mensen die er in die tijd bij waren, en die antwoord gaven.")
SOURCES: Words = {
    "active_weeks": _("Aangevinkt bij activiteiten: wie er was."),
    "tailor_made": _("Wat partijen samen regelden in Wijkschakel."),
    "takes_part": _("Aangevinkt bij activiteiten: wie er was. Aantal bewoners: CBS."),
    "gives": _("De rollen van mensen bij activiteiten."),
    "reached_own_goal": _("Wat mensen zelf zeiden over hun eigen doel."),
    "asked_and_helped": _("Hulpvragen in Wijkschakel, en wat ervan kwam."),
    "helped_together": _("Hulpvragen in Wijkschakel, en wat ervan kwam."),
    "was_glad": _("Het gezichtje dat mensen kiezen na afloop."),
}
WHO: Words = {
    "share": _("Ieder mens telt één keer, hoe vaak die ook kwam."),
    "weeks": _("Iedere week telt één keer, hoe vaak iemand die week ook kwam."),
    "per_thousand": _("Iedere keer telt. We rekenen het om naar 1.000 mensen."),
    "mark": _("Van ieder mens telt het laatste cijfer."),
}


@dataclass(frozen=True)
class Explained:
    """Everything there is to know of an indicator, in sentences."""

    title: str
    words: str
    sentence: str
    above: str
    below: str
    who: str
    source: str


def sentence(choice: Choice) -> str:
    """Say what is counted in one sentence."""
    return gettext("Van %(among)s: %(counted)s, %(grouping)s, %(period)s.") % {
        "among": AMONG[choice.among],
        "counted": COUNTED[choice.counted],
        "grouping": Definition.Grouping(choice.grouping).label,
        "period": Definition.Period(choice.period).label,
    }


def explain(definition: Definition, choice: Choice) -> Explained:
    """Say everything of a version."""
    is_built_in = definition.region_id is None
    say = built_in_words.in_language if is_built_in else str
    counted = definition.counted
    return Explained(
        title=say(definition.title),
        words=say(definition.words),
        sentence=sentence(choice),
        above=str(ABOVE.get(counted, MARKS)),
        below=str(_below(counted, definition.among)),
        who=str(WHO[BY_CODE[counted].unit]),
        source=source_of(counted),
    )


def _below(counted: str, among: str) -> str | Promise:
    is_answer = counted in ASKED_IN or counted == "was_glad"
    return ANSWERED_TOO if is_answer and among == "participants" else BELOW[among]


def title_of(definition: Definition) -> str:
    """Give the title in the language of the page; what people wrote stays as they wrote it."""
    if definition.region_id is None:
        return built_in_words.in_language(definition.title)
    return definition.title


def source_of(counted: str) -> str:
    """Say where it comes from: a question, in its own words, or what was done."""
    if counted not in ASKED_IN:
        return str(SOURCES[counted])
    pack_id, item_id = ASKED_IN[counted]
    pack = shipped.instruments_shipped()[pack_id]
    item = next(item for item in pack.items if item.id == item_id)
    asked = instruments.words_of(item.words, get_language() or "nl")
    return gettext("Het eigen antwoord op: “%(question)s”") % {"question": asked}
