"""Names of languages, as people here say them."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "pl": _("Pools"),
    "uk": _("Oekraïens"),
    "fr": _("Frans"),
    "de": _("Duits"),
    "es": _("Spaans"),
    "zh": _("Chinees"),
    "ti": _("Tigrinya"),
    "fa": _("Perzisch"),
    "so": _("Somalisch"),
    "ber": _("Berbers"),
    "pap": _("Papiaments"),
    "nsi": _("Gebarentaal"),
    "dse": _("Gebarentaal"),
}


def language_name(code: str) -> str:
    """Give the name of a language; the code itself when it has no name here."""
    return str(NAMES.get(str(code).split("-")[0].lower(), code))
