"""What the tests of figures share."""

import pytest


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Publish in a folder of its own."""
    settings.VAR = tmp_path
