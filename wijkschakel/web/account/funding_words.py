"""Words for commissions, bids and choices, in the page of data that a person takes along."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LABELS: dict[str, str | Promise] = {
    "funding": gettext_lazy("Uitvragen en voorstellen"),
    "commissions": gettext_lazy("Uitvragen die je maakte"),
    "bids": gettext_lazy("Voorstellen die je deed voor een organisatie"),
    "awards": gettext_lazy("Keuzes waar je bij was"),
    "deliveries": gettext_lazy("Activiteiten die je koppelde"),
    "proposed": gettext_lazy("Jij stelde het voor"),
    "confirmed": gettext_lazy("Jij bevestigde het"),
    "returned": gettext_lazy("Jij stuurde het terug"),
    "proposed_at": gettext_lazy("Voorgesteld op"),
    "linked_at": gettext_lazy("Gekoppeld op"),
}
CODES: dict[str, str | Promise] = {
    "write_commission": gettext_lazy("Een uitvraag gemaakt"),
    "change_commission": gettext_lazy("Een uitvraag veranderd"),
    "open_commission": gettext_lazy("Een uitvraag open gezet"),
    "drop_commission": gettext_lazy("Een uitvraag weggegooid"),
    "finish_commission": gettext_lazy("Teruggekeken op een uitvraag"),
    "write_bid": gettext_lazy("Een voorstel gedaan voor een organisatie"),
    "change_bid": gettext_lazy("Een voorstel veranderd"),
    "take_back_bid": gettext_lazy("Een voorstel ingetrokken"),
    "propose_award": gettext_lazy("Een keuze voorgesteld"),
    "confirm_award": gettext_lazy("Een keuze bevestigd"),
    "return_award": gettext_lazy("Een keuze teruggestuurd"),
    "link_activity": gettext_lazy("Een activiteit gekoppeld aan een uitvraag"),
    "unlink_activity": gettext_lazy("Een activiteit losgemaakt van een uitvraag"),
}
