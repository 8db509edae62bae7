"""Writing a guide: copying, changing screen by screen, undoing, publishing."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.models import Guide, GuideChange, GuideTally, GuideVersion
from wijkschakel.support.rules import checking, shipped, tree
from wijkschakel.support.rules.tree import Node, Tree

State = GuideVersion.State
CHANGES_KEPT = 200


class HasAGuide(Refused):
    """This district has one."""

    def __init__(self) -> None:
        super().__init__(_("Deze wijk heeft al een vraagwijzer. Er is niets veranderd."))


class NoDraft(Refused):
    """The version was published or thrown away meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze versie staat al online. Er is niets veranderd. Begin een nieuwe versie.")
        )


class ScreenChangedMeanwhile(Refused):
    """Somebody else saved this screen since it was opened."""

    def __init__(self, theirs: Node | None) -> None:
        super().__init__(
            _(
                "Iemand anders veranderde dit scherm net ook. Jouw tekst staat er nog. "
                "Kijk wat je wilt houden en sla nog eens op."
            )
        )
        self.theirs = theirs


class DraftChangedMeanwhile(Refused):
    """Somebody changed the draft since it was looked over."""

    def __init__(self) -> None:
        super().__init__(
            _("Iemand veranderde net nog iets. Er staat nog niets online. Kijk het nog eens na.")
        )


class NotReady(Refused):
    """The guide has faults that would leave people standing."""

    def __init__(self, number: int) -> None:
        super().__init__(
            ngettext(
                "Er moet nog %(n)s ding anders. Daarna kan de vraagwijzer online.",
                "Er moeten nog %(n)s dingen anders. Daarna kan de vraagwijzer online.",
                number,
            )
            % {"n": number}
        )


class StartStays(Refused):
    """A guide needs a first screen, and it is not that one."""

    def __init__(self) -> None:
        super().__init__(_("Het eerste scherm kan niet weg. Er is niets veranderd."))


class NothingToUndo(Refused):
    """No change is left to undo."""

    def __init__(self) -> None:
        super().__init__(_("Er is niets meer om terug te zetten. Er is niets veranderd."))


class TooMuch(Refused):
    """More screens than anybody keeps right."""

    def __init__(self) -> None:
        super().__init__(
            _("Een vraagwijzer heeft hooguit %(n)s schermen. Haal er eerst een weg.")
            % {"n": tree.MOST_NODES}
        )


@transaction.atomic
def create_guide(
    *,
    name: str,
    district: District | None,
    by: Person | None,
    now: dt.datetime,
    source: GuideVersion | None = None,
) -> GuideVersion:
    """Make a guide for a district out of the one that comes along, or of another one.

    :param source: the version to copy; empty: the guide that comes along.
    :raises HasAGuide: there is one already.
    """
    guide = Guide(
        name=name[:120],
        district=district,
        copied_from=source.guide if source else None,
        made_at=now,
    )
    try:
        with transaction.atomic():
            guide.save(force_insert=True)
    except IntegrityError:
        raise HasAGuide from None
    content = source.content if source else tree.write_tree(shipped.base_guide())
    draft = GuideVersion(guide=guide, number=1, content=content, changed_at=now)
    draft.save(force_insert=True)
    journal.record(action="create_guide", now=now, by=by, thing=guide)
    return draft


@transaction.atomic
def start_draft(*, guide: Guide, by: Person, now: dt.datetime) -> GuideVersion:
    """Begin a new version from the one that is online; one that was begun is given again."""
    Guide.objects.select_for_update().get(pk=guide.pk)
    found = guide.versions.filter(state=State.DRAFT).first()
    if found:
        return found
    latest = guide.versions.order_by("-number")[0]
    draft = GuideVersion(
        guide=guide, number=latest.number + 1, content=latest.content, changed_at=now
    )
    draft.save(force_insert=True)
    journal.record(action="start_guide_draft", now=now, by=by, thing=draft)
    return draft


@transaction.atomic
def save_node(
    *,
    draft: GuideVersion,
    node: Node,
    seen: str,
    by: Person,
    now: dt.datetime,
    fresh: Mapping[str, str] | None = None,
) -> GuideVersion:
    """Put a screen in the draft: a new one, or as it reads now.

    :param fresh: what the new screens are that its answers lead to, a question or an end.
    :param seen: `tree.digest` of the screen as it was opened; of None for a new one.
    :raises ScreenChangedMeanwhile: it reads otherwise by now; nothing is written.
    """
    locked, before = _open(draft)
    current = before.get(node.key)
    if tree.digest(current) != seen:
        raise ScreenChangedMeanwhile(current)
    after = _with_new_screens(before.with_node(node), node, fresh or {})
    if len(after.nodes) > tree.MOST_NODES:
        raise TooMuch
    return _keep(locked, after, "save_guide_screen", node.key, by, now)


def _with_new_screens(whole: Tree, node: Node, fresh: Mapping[str, str]) -> Tree:
    """Make a screen for every answer that leads to one that is not there yet."""
    for answer in node.answers:
        if answer.to and answer.to not in whole.nodes:
            whole = whole.with_node(
                Node(
                    answer.to,
                    fresh.get(answer.to, tree.Kind.LEAF),
                    dict(answer.text),
                    icon=answer.icon,
                )
            )
    return whole


@transaction.atomic
def remove_node(*, draft: GuideVersion, key: str, by: Person, now: dt.datetime) -> GuideVersion:
    """Take a screen out, with the answers that led to it.

    :raises StartStays: it is the first screen.
    """
    locked, before = _open(draft)
    if key == before.start:
        raise StartStays
    return _keep(locked, before.without(key), "remove_guide_screen", key, by, now)


@transaction.atomic
def undo_change(
    *, draft: GuideVersion, revision: int, by: Person, now: dt.datetime
) -> GuideVersion:
    """Put back how the draft read before the change that was seen.

    :param revision: the revision that was seen; when it is no longer that, nothing happens.
    :raises DraftChangedMeanwhile, NothingToUndo: nothing is written.
    """
    locked, _before = _open(draft)
    if locked.revision != revision:
        raise DraftChangedMeanwhile
    last = locked.changes.order_by("-revision").first()
    if last is None:
        raise NothingToUndo
    locked.content, locked.changed_at = last.content, now
    locked.revision = F("revision") + 1
    locked.save(update_fields=["content", "changed_at", "revision"])
    last.delete()
    journal.record(action="undo_guide_change", now=now, by=by, thing=locked)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def publish_version(
    *,
    draft: GuideVersion,
    revision: int,
    live: Mapping[str, checking.Live] | None,
    by: Person | None,
    now: dt.datetime,
) -> GuideVersion:
    """Put the draft online; who walks the old version goes on with it.

    :param revision: the revision that was looked over.
    :param live: what the leaves give now, as far as it was looked at.
    :raises DraftChangedMeanwhile, NotReady: nothing is written.
    """
    locked, whole = _open(draft)
    if locked.revision != revision:
        raise DraftChangedMeanwhile
    if faults := checking.stops(checking.check(whole, live)):
        raise NotReady(len(faults))
    locked.guide.versions.filter(state=State.PUBLISHED).update(state=State.OLD)
    locked.state, locked.published_at = State.PUBLISHED, now
    locked.save(update_fields=["state", "published_at"])
    journal.record(
        action="publish_guide", now=now, by=by, thing=locked, details={"number": locked.number}
    )
    return locked


@transaction.atomic
def count_helped(
    *, version: GuideVersion, node: Node, helped: bool, by: Person | None, now: dt.datetime
) -> None:
    """Count whether the end of a walk helped. Who said so is not kept, here or in the journal."""
    tally, _made = GuideTally.objects.get_or_create(version=version, node=node.key)
    name = "helped" if helped else "not_helped"
    GuideTally.objects.filter(pk=tally.pk).update(**{name: F(name) + 1})
    journal.record(action="count_guide_helped", now=now, by=None, details={"helped": helped})


def _open(draft: GuideVersion) -> tuple[GuideVersion, Tree]:
    """Hold the draft until the transaction ends."""
    rows = GuideVersion.objects.select_for_update(of=("self",)).select_related("guide")
    locked = rows.get(pk=draft.pk)
    if locked.state != State.DRAFT:
        raise NoDraft
    return locked, tree.read_tree(locked.content)


def _keep(
    locked: GuideVersion, after: Tree, action: str, key: str, by: Person, now: dt.datetime
) -> GuideVersion:
    """Write the draft, and keep how it read before."""
    GuideChange.objects.create(
        version=locked, revision=locked.revision, content=locked.content, left_at=now
    )
    newest = locked.changes.aggregate(Max("revision"))["revision__max"] or 0
    locked.changes.filter(revision__lte=newest - CHANGES_KEPT).delete()
    # What is written must be read again, whatever was put in.
    content = tree.write_tree(after)
    tree.read_tree(content)
    locked.content, locked.changed_at = content, now
    locked.revision += 1
    locked.save(update_fields=["content", "changed_at", "revision"])
    journal.record(action=action, now=now, by=by, thing=locked, details={"screen": key})
    return locked
