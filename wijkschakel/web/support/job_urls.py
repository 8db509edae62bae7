"""Addresses of neighbourhood jobs, under /hulp/."""

from django.urls import path

from wijkschakel.web.support import job_paths, job_people, jobs

_job = "buurtbaan/<uuid:job_id>/"
_path = "mijn-buurtbaan/<uuid:path_id>/"
urlpatterns = [
    path("buurtbanen/", jobs.jobs, name="jobs"),
    path("buurtbanen/nieuw/", jobs.new_job, name="new_job"),
    path(_job, jobs.job, name="job"),
    path(f"{_job}wil/", jobs.want, name="want_job"),
    path(f"{_job}wijzig/", jobs.change_job, name="change_job"),
    path(f"{_job}dicht/", jobs.close_job, name="close_job"),
    path(f"{_job}mensen/", job_people.people, name="job_people"),
    path(f"{_job}mensen/begeleid/", job_people.take_on, name="take_on_job"),
    path(f"{_job}mensen/<uuid:path_id>/ja/", job_people.say_yes, name="job_yes"),
    path(f"{_job}mensen/<uuid:path_id>/nee/", job_people.say_no, name="job_no"),
    path(_path, job_paths.job_path, name="job_path"),
    path(f"{_path}begeleider/", job_paths.welcome, name="welcome_job_guide"),
    path(f"{_path}stop/", job_paths.stop, name="stop_job_path"),
    path(f"{_path}kan/<int:skill_id>/", job_paths.tick, name="tick_job_skill"),
    path(f"{_path}stap/", job_paths.propose, name="propose_job_step"),
    path(f"{_path}stap/<uuid:step_id>/ja/", job_paths.agree, name="agree_job_step"),
    path(f"{_path}stap/<uuid:step_id>/nee/", job_paths.drop, name="drop_job_step"),
    path(f"{_path}blad/", job_paths.sheet, name="job_sheet"),
    path(f"{_path}mee.json", job_paths.take_along, name="job_file"),
    path(f"{_path}wis/", job_paths.wipe, name="wipe_job_path"),
]
