"""Makes spreadsheets for tests, good ones and broken ones."""

import io
import zipfile

import openpyxl

from wijkschakel.network.readers.files import Carried


def book(*rows, title="Blad1", also=(), merge=(), hidden=()):
    """Make a workbook; `also` holds more sheets as (title, rows)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in [(title, rows), *also]:
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for cells in merge:
        made[title].merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return Carried("tabel.xlsx", out.getvalue())


def changed(source, part, change):
    """Change one part of a workbook; a part that is not there is added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source.data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return Carried(source.name, out.getvalue())
