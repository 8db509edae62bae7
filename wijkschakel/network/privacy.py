"""How long what comes in is kept. Nothing here is about a person."""

import datetime as dt

from wijkschakel.network.models import Import, ImportRow, Upload

UPLOAD_KEPT = dt.timedelta(days=1)
ROWS_KEPT = dt.timedelta(days=90)
IMPORT_KEPT = dt.timedelta(days=730)


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away what was sent along after a day, rows after ninety days, runs after two years."""
    uploads, _kinds = Upload.objects.filter(made_at__lte=now - UPLOAD_KEPT).delete()
    rows, _kinds = ImportRow.objects.filter(run__made_at__lte=now - ROWS_KEPT).delete()
    old = Import.objects.filter(made_at__lte=now - IMPORT_KEPT)
    runs = old.count()
    old.delete()
    return {"uploads": uploads, "import rows": rows, "imports": runs}
