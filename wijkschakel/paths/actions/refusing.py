"""Refusals that several actions share."""

from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused


class MayNotManage(Refused):
    """Only a coordinator of the district."""

    def __init__(self) -> None:
        super().__init__(_("Dit doet de coördinator van de wijk. Er is niets veranderd."))
