"""Words for what was chosen and done about figures and studies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wijkschakel.outcomes.models import Study
from wijkschakel.web.common.study_words import COLUMNS

Words = dict[str, str | Promise]
LABELS: Words = {
    "outcomes": gettext_lazy("Jij in de cijfers"),
    "objection": gettext_lazy("Je telt niet mee in cijfers"),
    "study_consents": gettext_lazy("Ja tegen een onderzoek"),
    "study": gettext_lazy("Onderzoek"),
    "studies": gettext_lazy("Onderzoeken die je doet"),
    "columns": gettext_lazy("Wat je vraagt"),
    "until_on": gettext_lazy("Tot en met"),
}
LOOKED_AT: Words = {
    "deliver_study": gettext_lazy("Wat jij deelt met een onderzoek, zonder je naam"),
}
REASONS: Words = {"study": gettext_lazy("Omdat je ja zei tegen een onderzoek")}
ACTIONS: Words = {
    "register_definition": gettext_lazy("Een indicator vastgelegd"),
    "end_definition": gettext_lazy("Gestopt met een indicator"),
    "write_promise": gettext_lazy("Een belofte vastgelegd"),
    "sign_promise": gettext_lazy("Een belofte getekend"),
    "choose_focus": gettext_lazy("Aandachtsbuurten gekozen"),
    "place_initiative": gettext_lazy("Gezegd waar een initiatief iets verandert"),
    "end_promise": gettext_lazy("Gestopt met een belofte"),
    "object_to_counting": gettext_lazy("Gekozen: tel mij niet mee"),
    "take_back_objection": gettext_lazy("Gekozen: tel mij weer mee"),
    "propose_study": gettext_lazy("Een onderzoek voorgesteld"),
    "open_study": gettext_lazy("Een onderzoek laten beginnen"),
    "close_study": gettext_lazy("Een onderzoek gesloten"),
    "join_study": gettext_lazy("Ja gezegd tegen een onderzoek"),
    "leave_study": gettext_lazy("Een ja tegen een onderzoek teruggenomen"),
    "deliver_study": gettext_lazy("Rijen geleverd aan een onderzoek"),
    "study": gettext_lazy("Voor een onderzoek"),
}
CODED = frozenset({"columns"})
CODES: Words = {**COLUMNS, **dict(Study.State.choices)}
