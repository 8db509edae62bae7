"""Where the folder of real data is, and how a test says that it is not there."""

import os
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

DATA = Path(os.environ.get("WIJKSCHAKEL_SHARED_DATA") or ROOT / ".." / "shared" / "data").resolve()


def needs(*names):
    """Mark a test that needs these folders of real data."""
    missing = [name for name in names if not (DATA / name).is_dir()]
    reason = f"no {', '.join(missing)} in {DATA}; WIJKSCHAKEL_SHARED_DATA names another folder"
    skip = pytest.mark.skipif(bool(missing), reason=reason)
    return lambda test: pytest.mark.real_data(pytest.mark.once(skip(test)))
