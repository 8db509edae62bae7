"""Translation catalogues: compiling them without gettext, and finding what is missing."""

from pathlib import Path

import polib


def compile_all(folder: Path) -> list[Path]:
    """Turn every .po file into the .mo file that Django reads; fuzzy entries stay out."""
    compiled = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
        compiled.append(target)
    return compiled
