"""Addresses of the desk for guides and needs."""

from django.urls import path

from wijkschakel.web.desk.views import guide_draft, guides, needs

_version = "vraagwijzer/versie/<uuid:version>/"
urlpatterns = [
    path("vraagwijzer/", guides.overview, name="guides"),
    path("vraagwijzer/nieuw/", guides.copy, name="copy_guide"),
    path("vraagwijzer/<uuid:guide>/nieuwe-versie/", guides.start_draft, name="start_guide_draft"),
    path(_version, guides.version, name="guide_version"),
    path(f"{_version}online/", guides.publish, name="publish_guide"),
    path(f"{_version}terug/", guide_draft.undo, name="undo_guide"),
    path(f"{_version}proef/<slug:screen>/", guides.preview, name="preview_guide"),
    path(f"{_version}scherm/<slug:screen>/", guide_draft.edit, name="edit_guide"),
    path(f"{_version}scherm/<slug:screen>/weg/", guide_draft.remove, name="remove_guide_screen"),
    path("behoeften/", needs.overview, name="needs"),
    path("behoeften/niet-gevonden/", needs.sort, name="sort_unserved"),
    path("behoeften/terug/", needs.undo, name="undo_unserved"),
    path("behoeften/<uuid:need>/", needs.change, name="change_need"),
]
