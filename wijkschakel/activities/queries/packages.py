"""Programme packages: those that come along, those that were read, and what adoptions told."""

import datetime as dt
import uuid
from collections.abc import Collection
from functools import cache
from importlib import resources

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import (
    Activity,
    Adoption,
    AdoptionNote,
    Blueprint,
    Enrolment,
    Initiative,
    Label,
    Phase,
    Session,
)
from wijkschakel.activities.rules import packages as rules
from wijkschakel.places.models import District


@cache
def shipped() -> tuple[rules.Content, ...]:
    """Give the packages that come along."""
    folder = resources.files("wijkschakel.activities") / "packages"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(rules.read(file.read_bytes()) for file in files)


def all_packages(language: str) -> list[rules.Package]:
    """Give every package there is, in this language; ours first, then what was read."""
    read = Blueprint.objects.order_by("code", "-version")
    contents = [*shipped(), *(row.content for row in read)]
    return [rules.package_of(content, language) for content in contents]


def find_content(code: str, version: int) -> rules.Content | None:
    """Give the content of one version of a package."""
    for content in shipped():
        if (content["id"], content["version"]) == (code, version):
            return content
    row = Blueprint.objects.filter(code=code, version=version).first()
    return row.content if row else None


def adoptions_in(districts: Collection[uuid.UUID]) -> list[Adoption]:
    """Give what was taken over in these districts, the newest first."""
    rows = Adoption.objects.filter(programme__district__in=districts)
    there = rows.select_related("programme__district")
    return list(there.defer("programme__district__boundary").order_by("-adopted_at", "pk"))


def find_adoption(districts: Collection[uuid.UUID], programme: uuid.UUID) -> Adoption | None:
    """Give what was taken over as this programme."""
    rows = Adoption.objects.filter(programme__district__in=districts, programme=programme)
    there = rows.select_related("programme__district__municipality")
    return there.defer(
        "programme__district__boundary", "programme__district__municipality__boundary"
    ).first()


def notes_on(code: str) -> list[AdoptionNote]:
    """Give what adoptions of a package told of it, the newest first."""
    rows = AdoptionNote.objects.filter(adoption__code=code)
    there = rows.select_related("adoption__programme__district")
    return list(there.defer("adoption__programme__district__boundary").order_by("-on", "pk")[:60])


def has_begun(programme: Initiative) -> bool:
    """Say whether somebody joined, supports or told of it: then it is not thrown away."""
    joined = Enrolment.objects.filter(session__activity__initiative=programme)
    return (
        joined.exists()
        or programme.parties.filter(role="supporter").exists()
        or AdoptionNote.objects.filter(adoption__programme=programme).exists()
    )


def numbers_of(programme: Initiative, now: dt.datetime) -> dict[str, int]:
    """Count the sessions of a programme; people are counted at one place only, in outcomes."""
    over = Session.objects.filter(activity__initiative=programme, ends_at__lte=now)
    return {
        "held": over.filter(state=Session.State.PLANNED).count(),
        "cancelled": over.filter(state=Session.State.CANCELLED).count(),
    }


def counts_per_theme(
    districts: Collection[uuid.UUID], since: dt.datetime, now: dt.datetime
) -> list[dict[str, object]]:
    """Count per theme what there is: initiatives, activities, and what took place since."""
    initiatives = Initiative.objects.filter(district__in=districts, state=Initiative.State.ACTIVE)
    activities = Activity.objects.filter(district__in=districts, state=Activity.State.PUBLISHED)
    sessions = Session.objects.filter(
        district__in=districts,
        state=Session.State.PLANNED,
        ends_at__lte=now,
        starts_at__gte=since,
    )
    begun = dict(initiatives.order_by().values_list("theme").annotate(n=Count("pk")))
    planned = {
        theme: (n, own)
        for theme, n, own in activities.order_by()
        .values_list("theme")
        .annotate(n=Count("pk"), own=Count("pk", filter=Q(is_resident_run=True)))
    }
    held = dict(sessions.order_by().values_list("activity__theme").annotate(n=Count("pk")))
    return [
        {
            "theme": theme,
            "label": label,
            "initiatives": begun.get(theme, 0),
            "activities": planned.get(theme, (0, 0))[0],
            "resident_run": planned.get(theme, (0, 0))[1],
            "sessions": held.get(theme, 0),
        }
        for theme, label in Activity.Theme.choices
    ]


def what_to_take(source: District) -> dict[str, int]:
    """Count what a new district could take along from this one."""
    return {
        "labels": source_labels(source).count(),
        "initiatives": initiatives_to_take(source).count(),
        "activities": activities_to_take(source).count(),
    }


def source_labels(source: District) -> QuerySet[Label]:
    """Give the labels of a district itself; labels for everybody are there already."""
    return Label.objects.filter(district=source).order_by("name")


def initiatives_to_take(source: District) -> QuerySet[Initiative]:
    """Give what goes on in a district."""
    rows = Initiative.objects.filter(district=source, state=Initiative.State.ACTIVE)
    return rows.prefetch_related("parties__person").order_by("created_at", "pk")


def activities_to_take(source: District) -> QuerySet[Activity]:
    """Give the activities of a district that are on now; not what came from elsewhere."""
    rows = Activity.objects.filter(district=source, state=Activity.State.PUBLISHED, source_id="")
    return rows.prefetch_related("leads__person").order_by("created_at", "pk")


def exported(adoption: Adoption, now: dt.datetime) -> rules.Content:
    """Give a programme as a package for another city: as it is now, with where it has been."""
    programme = adoption.programme
    content = dict(adoption.content)
    spoken = programme.language if programme.language in rules.LANGUAGES else "nl"
    texts = {language: dict(told) for language, told in content["text"].items()}
    texts[spoken] |= {"name": programme.name} | (
        {"summary": programme.summary} if programme.summary else {}
    )
    changed = {phase.number: phase for phase in programme.phases.all()}
    phases = [
        _with_words(row, changed.get(number), spoken)
        for number, row in enumerate(content["phase"], start=1)
    ]
    return rules.passed_on(
        content | {"text": texts, "phase": phases},
        where=f"{programme.district.name}, {programme.district.municipality.name}",
        place=programme.district.code,
        on=timezone.localdate(now),
    )


def _with_words(row: rules.Content, phase: Phase | None, language: str) -> rules.Content:
    if phase is None:
        return row
    return row | {language: {"name": phase.name, "goal": phase.goal or phase.name}}
