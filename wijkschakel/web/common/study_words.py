"""The columns of a study in plain words, for who proposes, who opens and who is asked."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMNS: dict[str, str | Promise] = {
    "age_band": _("Je leeftijd, in stappen van twintig jaar"),
    "district": _("De wijk waar je woont"),
    "role": _("Of je bezoekt, helpt of organiseert"),
    "weeks": _("Ongeveer hoeveel weken je er was"),
    "own_goal": _("Of je een eigen doel bereikte, niet welk doel"),
    "health_start": _("Hoe gezond je je voelde aan het begin"),
    "health_later": _("Hoe gezond je je later voelde"),
    "life_start": _("Hoe tevreden je was aan het begin"),
    "life_later": _("Hoe tevreden je later was"),
}


def said(codes: Iterable[str]) -> list[str]:
    """Say what these columns hold."""
    return [str(COLUMNS[code]) for code in codes if code in COLUMNS]
