"""Addresses of the first page."""

from django.urls import path

from wijkschakel.web.home import views

app_name = "home"
urlpatterns = [path("", views.today, name="today")]
