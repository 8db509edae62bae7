"""How long the weekly agenda takes, beside a browser that prints the same page."""

import datetime as dt
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from django.db.models import Count
from django.utils import translation

from wijkschakel.activities.models import Activity, PrintedProduct, Session
from wijkschakel.base import clock
from wijkschakel.places.models import District, Municipality, Venue
from wijkschakel.web.common.paper import fetching, ink
from wijkschakel.web.desk.paper import making, sheets

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
RUNS = 3


def fill_week(count: str) -> int:
    """Write so many sessions of as many activities in the coming week."""
    now = clock.now()
    town = Municipality.objects.create(code="GM9998", division_year=2025, name="Meetstad")
    district = District.objects.create(
        code="WK999801", division_year=2025, name="Meetwijk", municipality=town
    )
    venue = Venue.objects.create(name="Buurthuis", district=district)
    for number in range(int(count)):
        start = now + dt.timedelta(minutes=60 + number * 140)
        activity = Activity.objects.create(
            title=f"Samen wandelen langs de kade {number}", theme=Activity.Theme.MOVE,
            district=district, venue=venue, price_cents=0, created_at=now, changed_at=now,
        )  # fmt: skip
        Session.objects.create(
            activity=activity, district=district, starts_at=start,
            ends_at=start + dt.timedelta(minutes=90),
        )  # fmt: skip
    return int(count)


def weekly_agenda() -> dict[str, float]:
    """Give seconds of the first agenda (with loading), of the next, and of a browser."""
    now = clock.now()
    product = PrintedProduct(kind="agenda", district=District.objects.get(), ordered_at=now)
    runs = [making.make(product, now) for _number in range(RUNS + 1)]
    found = {"first": runs[0].seconds, "next": min(run.seconds for run in runs[1:])}
    found["pages"] = runs[0].pages
    if browser := next(filter(None, map(shutil.which, BROWSERS)), None):
        found["browser"] = min(_browser(browser, product) for _number in range(RUNS))
    return found


def fullest_week() -> dict[str, float]:
    """Make the weekly agenda of the district with most sessions, as the worker does."""
    now = clock.now()
    coming = Session.objects.filter(starts_at__range=(now, now + dt.timedelta(days=7)))
    counted = coming.order_by().values_list("district").annotate(n=Count("pk")).order_by("-n")
    number, sessions = counted[0]
    district = District.objects.get(pk=number)
    product = PrintedProduct(kind="agenda", district=district, ordered_at=now)
    cpu = time.process_time()
    made = making.make(product, now)
    used = time.process_time() - cpu
    return {"sessions": sessions, "pages": made.pages, "seconds": made.seconds, "cpu": used}


def _browser(browser: str, product: PrintedProduct) -> float:
    """Let a browser print the same page with the same style sheet."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(fetching.folder(), place / "dist")
        sheet = place / "dist" / "css" / "paper.css"
        style = sheet.read_text(encoding="utf-8")
        for name in ink.DRAWINGS:
            (place / f"{name}.svg").write_text(ink.draw(name), encoding="utf-8")
            style = style.replace(f'drawing:{name}"', f'../../{name}.svg"')
        sheet.write_text(style, encoding="utf-8")
        began = time.perf_counter()
        with translation.override(product.language):
            facts = sheets.facts_of(product, clock.now())
            page = making.page_of(product.kind, facts)
        link = '<link rel="stylesheet" href="dist/css/paper.css"></head>'
        (place / "page.html").write_text(page.replace("</head>", link), encoding="utf-8")
        target = place / "page.pdf"
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu",
                f"--print-to-pdf={target}", (place / "page.html").as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
        return time.perf_counter() - began
