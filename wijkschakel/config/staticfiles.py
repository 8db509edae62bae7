"""Which files of others browsers may ask for: gathering and compressing the rest takes seconds."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class UsedStaticFiles(StaticFilesConfig):
    """Leave out what comes with htmx and no page of ours loads."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "htmax-*", "htmx-4*", "htmx-2.js", "ext"]
