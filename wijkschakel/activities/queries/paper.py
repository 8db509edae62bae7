"""Printed products of districts."""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from wijkschakel.activities.models import PrintedProduct


def printed_products(districts: Collection[uuid.UUID]) -> QuerySet[PrintedProduct]:
    """Products of these districts without their files, the newest first."""
    rows = PrintedProduct.objects.filter(district__in=districts).select_related(
        "district", "activity", "invitation"
    )
    return rows.defer("pdf", "district__boundary").order_by("-ordered_at", "pk")


def find_product(number: str) -> PrintedProduct | None:
    """Give a product by its number, for the worker that makes it."""
    rows = PrintedProduct.objects.select_related("district", "activity__venue", "invitation")
    return rows.defer("district__boundary").filter(pk=number).first()
