"""Addresses of regions, municipalities, districts and neighbourhoods."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
