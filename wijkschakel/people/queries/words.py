"""What purposes and items of consent are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a purpose and an item of consent are called on the screen.
PURPOSE_WORDS: dict[str, Promise] = {
    "contact": _("je bellen of schrijven"),
    "plan": _("samen plannen wat je gaat doen"),
    "match": _("iemand vinden die bij je past"),
    "path_support": _("je steunen bij een doel"),
    "path_talk": _("samen praten over een doel"),
    "path_moment": _("meegaan naar een gesprek"),
}
ITEM_WORDS: dict[str, Promise] = {
    "phone": _("je telefoonnummer"),
    "email": _("je e-mailadres"),
    "week": _("waar je aan meedoet"),
    "likes": _("wat je leuk vindt"),
    "brings": _("wat je kunt bijdragen"),
    "path_goal": _("één doel, in jouw woorden"),
    "path_steps": _("je stappen bij dat doel"),
    "path_follow": _("je cijfers bij dat doel"),
    "path_moment": _("wat je voorbereidde voor een gesprek"),
}
