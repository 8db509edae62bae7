"""The front door."""

from wijkschakel.web import urls

urlpatterns = urls.urlpatterns

handler400 = "wijkschakel.web.common.errors.bad_request"
handler403 = "wijkschakel.web.common.errors.not_allowed"
handler404 = "wijkschakel.web.common.errors.not_found"
handler500 = "wijkschakel.web.common.errors.fault"
