"""The map of a district with numbered places, and how far one walks."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.web.common import maps
from wijkschakel.web.common.place import Place


def draw(district: District | None, place: Place, pins: list[maps.Pin]) -> SafeString | None:
    """Draw the places; None when there is nothing to draw."""
    if district is None or not pins:
        return None
    neighbourhoods = district.neighbourhoods.only(
        "district", "name", "boundary", "latitude", "longitude"
    )
    here = None
    if place.point and place.district == district:
        here = maps.Here(place.point, _("jij"), _("%(n)s min"), rules.metres_within(1))
    return maps.draw(
        title=_("Kaart van %(place)s. De plekken staan ook in de lijst.")
        % {"place": district.name},
        area=maps.Shape(district.name, district.boundary),
        parts=[_shape(part, place) for part in neighbourhoods],
        pins=pins,
        here=here,
    )


def _shape(part: Neighbourhood, place: Place) -> maps.Shape:
    label = None
    if part.latitude is not None and part.longitude is not None:
        label = part.latitude, part.longitude
    return maps.Shape(part.name, part.boundary, label, is_mine=part == place.neighbourhood)
