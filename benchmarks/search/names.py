"""Where the questions of others lie."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("WIJKSCHAKEL_SHARED_DATA", "../shared/data"))
FAQ = "nl-faq/Corona_FAQ.xlsx"
