"""What a purpose and an item of consent are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURPOSE_WORDS: dict[str, Promise] = {
    "contact": _("je bellen of schrijven"),
    "plan": _("samen plannen wat je gaat doen"),
    "match": _("iemand vinden die bij je past"),
    "referral": _("je vraag oppakken"),
    "feedback": _("horen hoe het gaat na een verwijzing"),
    "table": _("samen met andere organisaties overleggen"),
}
ITEM_WORDS: dict[str, Promise] = {
    "phone": _("je telefoonnummer"),
    "email": _("je e-mailadres"),
    "week": _("waar je aan meedoet"),
    "likes": _("wat je leuk vindt"),
    "brings": _("wat je kunt bijdragen"),
    "name": _("je naam"),
    "question": _("je vraag"),
    "started": _("of het begonnen is"),
    "words": _("hoe het ging, in jouw woorden"),
    "actions": _("wat er is afgesproken"),
}
