"""The console script `wijkschakel`: every management command under one name."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

STOPPED = 130  # what a shell says of a command that was stopped with Ctrl-C


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkschakel.config.settings")
    if sys.argv[1:2] == ["serve"] and "--demo" in sys.argv:
        os.environ["WIJKSCHAKEL_DEMO"] = "true"
    try:
        settings.DATABASES  # noqa: B018 - reads the settings, so that a mistake there is told here
    except ImproperlyConfigured as mistake:
        sys.exit(f"De instellingen kloppen niet / the settings are wrong:\n{mistake}")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.stderr.write("Gestopt. Wat klaar was, blijft staan. / Stopped. What was done stays.\n")
        sys.exit(STOPPED)
