"""Addresses of the open interface to the service map: each behind the same doors as every page."""

from django.urls import URLPattern

from wijkschakel.web.api import hsds
from wijkschakel.web.common.access import public
from wijkschakel.web.common.serving import for_machines

app_name = "hsds"
FIFTEEN_MINUTES = 900


def guarded(pattern: URLPattern) -> URLPattern:
    """Let anyone in, at a calm pace."""
    pattern.callback = public(for_machines(FIFTEEN_MINUTES)(pattern.callback))
    return pattern


urlpatterns = [
    guarded(pattern)
    for pattern in hsds.api.urls[0]
    if isinstance(pattern, URLPattern) and pattern.name != "api-root"
]
