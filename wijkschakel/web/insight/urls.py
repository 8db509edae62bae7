"""Addresses of figures."""

from wijkschakel.web.insight import definition_urls, study_urls

app_name = "insight"
urlpatterns = [
    *definition_urls.urlpatterns,
    *study_urls.urlpatterns,
]
