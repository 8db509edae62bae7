"""Addresses of the gallery of components."""

from django.urls import path

from wijkschakel.web.gallery import views

app_name = "gallery"
urlpatterns = [path("onderdelen/", views.show, name="show")]
