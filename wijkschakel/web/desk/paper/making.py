"""Makes the PDF of a printed product: tagged, with its language and title (PDF/UA-1).

Only the task worker comes here: laying out takes seconds, and so does loading WeasyPrint.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation

from wijkschakel.activities.models import PrintedProduct
from wijkschakel.web.common.paper import laying
from wijkschakel.web.desk.paper import sheets

if TYPE_CHECKING:
    from weasyprint import Document

Kind = PrintedProduct.Kind
Progress = Callable[[int], object]
TEMPLATES = {
    Kind.AGENDA: "paper/agenda.html",
    Kind.FLYER: "paper/big.html",
    Kind.POSTER: "paper/big.html",
    Kind.INVITATION: "paper/invitation.html",
    Kind.HANGER: "paper/hanger.html",
}
# A week goes on on the next sheet; all others promise one.
ONE_SHEET = frozenset(Kind) - {Kind.AGENDA}
SMALLEST = 4


@dataclass(frozen=True)
class Made:
    """A PDF that is ready."""

    pdf: bytes
    pages: int
    seconds: float


def make(product: PrintedProduct, now: dt.datetime, progress: Progress = lambda done: None) -> Made:
    """Lay out a product; letters grow smaller until it fits on the sheet that was promised."""
    began = time.perf_counter()
    with translation.override(product.language):
        facts = sheets.facts_of(product, now)
        progress(20)
        document = _lay_out(product.kind, facts, 0)
        for fit in range(1, SMALLEST + 1):
            if product.kind not in ONE_SHEET or len(document.pages) == 1:
                break
            progress(40 + 10 * fit)
            document = _lay_out(product.kind, facts, fit)
    progress(80)
    pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    return Made(pdf, len(document.pages), time.perf_counter() - began)


def page_of(kind: str, facts: dict[str, Any], fit: int = 0) -> str:
    """Write the page that is laid out."""
    return render_to_string(TEMPLATES[Kind(kind)], facts | {"fit": fit, "kind": kind})


def _lay_out(kind: str, facts: dict[str, Any], fit: int) -> "Document":
    return laying.lay_out(page_of(kind, facts, fit))
