"""Addresses of taking over what others made, at the desk."""

from django.urls import path

from wijkschakel.web.desk.views import import_sources, imports

_one = "overnemen/<uuid:run>/"
_source = "overnemen/bron/<uuid:source>/"
urlpatterns = [
    path("overnemen/", imports.imports, name="imports"),
    path("overnemen/bronnen/", import_sources.sources, name="import_sources"),
    path(f"{_source}pauze/", import_sources.pause, name="pause_source"),
    path(f"{_source}nu/", import_sources.run_now, name="run_source"),
    path(_one, imports.one, name="import"),
    path(f"{_one}kolommen/", imports.columns, name="import_columns"),
    path(f"{_one}ja/", imports.confirm, name="confirm_import"),
    path(f"{_one}nee/", imports.drop, name="drop_import"),
    path(f"{_one}terug/", imports.undo, name="undo_import"),
]
