"""A path stays closed: in a copy of the file, in logs, after a withdrawal, in another's export."""

import json
import logging

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.module_loading import import_string

from tests.factories.paths import make_goal
from tests.factories.people import MOMENT
from tests.paths.test_owning import CANARY, fill_with_canaries, share_with
from wijkschakel.base import clock
from wijkschakel.base.models import OutgoingMail, SearchDocument
from wijkschakel.paths import privacy
from wijkschakel.paths.actions import following, learning, sharing, talking
from wijkschakel.paths.models import Measurement, Mode, SupportNote
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db


def fill(fatma, anke, noor):
    """Put the canary in everything that has words, conversations and trainings too."""
    goal = fill_with_canaries(fatma, anke)
    partner = talking.note_training(
        person=anke, languages=["nl"], trained_on=MOMENT.date(), is_open=True,
        valid_until=MOMENT.date().replace(year=MOMENT.year + 1), by=noor, now=MOMENT,
    )  # fmt: skip
    learning.note_course(
        person=anke, followed=learning.Followed(CANARY, CANARY, (), CANARY), by=noor, now=MOMENT,
        followed_on=MOMENT.date(), valid_until=None,
    )  # fmt: skip
    talk = talking.Conversation(
        resident=fatma, partner=partner.person, card="happiness", question=CANARY, where=CANARY,
        result=CANARY, made_at=MOMENT, changed_at=MOMENT,
    )  # fmt: skip
    talk.save()
    talking.write_note(talk=talk, words=CANARY, by=anke, now=MOMENT)
    return goal


def test_a_copy_of_the_file_holds_no_word_of_a_path(fatma, anke, noor):
    if connection.vendor != "sqlite":
        pytest.skip("the file of SQLite; other databases are looked through by table")
    fill(fatma, anke, noor)
    assert CANARY.encode() not in connection.connection.serialize()
    # The guard sees it when something is not sealed: a field that anyone reads.
    talking.ConversationPartner.objects.update(about=CANARY)
    assert CANARY.encode() in connection.connection.serialize()


def test_no_log_holds_what_somebody_typed_also_not_when_it_breaks(
    visit, fatma, caplog, monkeypatch, settings
):
    def broken(*, words, **_given):
        raise RuntimeError(f"cannot write {words}")

    monkeypatch.setattr(following, "write_line", broken)
    caplog.set_level(logging.DEBUG)
    browser = visit(fatma)
    browser.raise_request_exception = False
    answer = browser.post(reverse("path:timeline"), {"kind": "felt", "words": CANARY})
    assert answer.status_code == 500
    line = settings.LOGGING["formatters"]["line"]
    made = import_string(line["()"])(line["format"], style=line["style"])
    told = "\n".join(map(made.format, caplog.records))
    assert ("write_line" in told, "RuntimeError" in told, CANARY in told) == (True, True, False)


def test_what_was_taken_back_is_in_no_notice_letter_search_or_file_of_the_other(fatma, anke):
    goal = make_goal(fatma, words=CANARY)
    share = share_with(anke, goal)
    sharing.add_support(share=share, words="Ik help", by=anke, now=MOMENT)
    sharing.stop_sharing(share=share, by=fatma, now=MOMENT)
    texts = [*Notice.objects.values_list("text", flat=True)]
    texts += OutgoingMail.objects.values_list("body", flat=True)
    texts += [str(row) for row in SearchDocument.objects.values_list()]
    texts.append(json.dumps(privacy.export(anke)))
    assert len(texts) > 2
    assert not any(CANARY in text for text in texts)
    with pytest.raises(sharing.NotShared):
        sharing.add_support(share=share, words="Nog iets", by=anke, now=MOMENT)
    assert SupportNote.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "kept"), [({}, Mode.SELF), ({"papier": "1"}, Mode.PAPER)]
)  # fmt: skip
def test_marks_of_a_talk_elsewhere_are_typed_in_without_its_questions(visit, fatma, form, kept):
    pack = shipped.instruments_shipped()["marks-from-elsewhere"]
    assert [item.words["nl"] for item in pack.items] == [f"Cijfer {n}" for n in range(1, 7)]
    page = reverse("path:question", args=[pack.id])
    given = {f"a-mark-{n}": str(n) for n in range(1, 6)}  # the sixth is skipped
    assert visit(fatma).post(page, {"wording": pack.wording_hash} | given | form).status_code == 302
    [row] = Measurement.objects.all()
    assert (row.pack, row.version, row.wording_hash) == (pack.id, pack.version, pack.wording_hash)
    assert (row.mode, row.moment, row.is_counted) == (kept, Measurement.Moment.LOOSE, False)
    assert json.loads(row.answers) == {f"mark-{n}": n for n in range(1, 6)}
    assert row.at <= clock.now()
