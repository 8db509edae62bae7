"""Addresses of lessons: everything under /leren/."""

from django.urls import path

from wijkschakel.web.learn import reading, using, writing

app_name = "learn"
_lesson = "<uuid:lesson_id>/"
urlpatterns = [
    path("", reading.lessons, name="lessons"),
    path("nieuw/", writing.write, name="write_lesson"),
    path(_lesson, reading.lesson, name="lesson"),
    path(f"{_lesson}wijzig/", writing.change, name="change_lesson"),
    path(f"{_lesson}uitkomst/", writing.outcome, name="tell_outcome"),
    path(f"{_lesson}plaats/", writing.publish, name="publish_lesson"),
    path(f"{_lesson}trek-in/", writing.withdraw, name="withdraw_lesson"),
    path(f"{_lesson}gooi-weg/", writing.discard, name="discard_lesson"),
    path(f"{_lesson}gebruik/", using.use, name="use_lesson"),
    path(f"{_lesson}gebruik/<uuid:use_id>/stop/", using.take_back, name="take_back_use"),
]
