"""Addresses of the first page and of what this is."""

from django.urls import path

from wijkschakel.web.home import about_views, robots, views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("over/", about_views.about, name="about"),
    path("privacy/", about_views.privacy, name="privacy"),
    path("toegankelijk/", about_views.accessibility, name="accessibility"),
]
