"""One at a time decides on a commission: who comes second reads what the first one wrote."""

from wijkschakel.funding.models import Commission


def lock(commission: Commission) -> Commission:
    """Give the commission as it is now, and let others wait until this is done."""
    rows = Commission.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region").get(pk=commission.pk)
