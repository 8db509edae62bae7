"""Words for neighbourhood jobs, in the page of data that a person takes along."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wijkschakel.support.models import JobPath, JobStep

LABELS: dict[str, str | Promise] = {
    "jobs_offered": gettext_lazy("Buurtbanen die je neerzette of begeleidt"),
    "job_paths": gettext_lazy("Jouw buurtbanen"),
    "job": gettext_lazy("Buurtbaan"),
    "step": gettext_lazy("Stap"),
    "tasks": gettext_lazy("Wat je dan doet"),
    "skills": gettext_lazy("Wat je kunt"),
    "skill": gettext_lazy("Wat"),
    "i_said_at": gettext_lazy("Jij zei het op"),
    "guide_said_at": gettext_lazy("Wie begeleidt, zei het op"),
}
CODED = ("step",)
CODES: dict[str, str | Promise] = {
    **dict(JobPath.State.choices),
    **dict(JobStep.Kind.choices),
    "offer_job": gettext_lazy("Een buurtbaan neergezet"),
    "change_job": gettext_lazy("Een buurtbaan veranderd"),
    "place_job": gettext_lazy("Een buurtbaan geplaatst"),
    "decline_job": gettext_lazy("Een buurtbaan niet geplaatst"),
    "close_job": gettext_lazy("Een buurtbaan gesloten"),
    "want_job": gettext_lazy("Gezegd: deze buurtbaan wil ik"),
    "say_yes_to_job": gettext_lazy("Ja op een buurtbaan"),
    "say_no_to_job": gettext_lazy("Nee op een buurtbaan"),
    "stop_job_path": gettext_lazy("Gestopt met een buurtbaan"),
    "propose_job_step": gettext_lazy("Een stap in een buurtbaan voorgesteld"),
    "agree_job_step": gettext_lazy("Een stap in een buurtbaan gezet"),
    "drop_job_step": gettext_lazy("Een voorgestelde stap weggehaald"),
    "tick_job_skill": gettext_lazy("Aangevinkt wat lukt in een buurtbaan"),
    "wipe_job_path": gettext_lazy("Alles over een buurtbaan gewist"),
    "name_job_guide": gettext_lazy("Een begeleider gekozen voor een buurtbaan"),
    "take_on_job": gettext_lazy("Ja gezegd om verder te begeleiden in een buurtbaan"),
    "welcome_job_guide": gettext_lazy("Ja gezegd tegen een nieuwe begeleider"),
    "read_who_may_guide": gettext_lazy("Gekeken wie een buurtbaan kan begeleiden"),
    "read_job_wishes": gettext_lazy("Gekeken wie een buurtbaan wil"),
    "read_job_path": gettext_lazy("Gekeken hoe het gaat in een buurtbaan"),
    "read_jobs_at_desk": gettext_lazy("Buurtbanen gelezen aan de balie"),
    "job_guide": gettext_lazy("Om te begeleiden bij een buurtbaan"),
}
LOOKED_AT: dict[str, str | Promise] = {
    "read_job_wishes": gettext_lazy("Dat je een buurtbaan wilt, en wat je erbij schreef"),
    "read_job_path": gettext_lazy("Hoe het gaat in je buurtbaan"),
    "read_who_may_guide": gettext_lazy("Je naam, om te kiezen wie een buurtbaan begeleidt"),
    "read_jobs_at_desk": gettext_lazy("Je naam, omdat je een buurtbaan neerzet"),
}
REASONS: dict[str, str | Promise] = {
    "job_guide": gettext_lazy("Om je te begeleiden bij een buurtbaan"),
}
