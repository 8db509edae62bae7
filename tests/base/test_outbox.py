"""Letters arrive: once, also when the mail server is away or a worker dies."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from tests.base import mail_servers
from tests.factories.people import MOMENT
from wijkschakel.base import delivery, outbox
from wijkschakel.base.models import OutgoingMail

MINUTE = dt.timedelta(minutes=1)
SERVERS = "tests.base.mail_servers"


@pytest.fixture(autouse=True)
def _memory(settings):
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def queue(key="join:1", **changes):
    words = {"to": "fatma@example.org", "subject": "Je doet mee", "body": "Dag", "now": MOMENT}
    return outbox.queue_mail(key=key, **words | changes)


def deliver(now=MOMENT):
    return delivery.deliver_outbox(clock=lambda: now)


@pytest.mark.django_db
def test_a_letter_is_sent_once_however_often_it_is_queued_or_delivered():
    queue()
    queue()
    assert [deliver(), deliver()] == [1, 0]
    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["fatma@example.org"],
        "Je doet mee",
        "Dag",
    )
    row = OutgoingMail.objects.get()
    assert (row.state, row.sent_at, row.attempts) == ("sent", MOMENT, 1)
    assert letter.extra_headers["Message-ID"] == f"<{row.pk}@localhost>"


@pytest.mark.django_db
def test_a_letter_of_a_write_that_failed_is_not_sent():
    @transaction.atomic
    def action_that_fails():
        queue()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        action_that_fails()
    assert (deliver(), mail.outbox) == (0, [])


@pytest.mark.django_db
def test_a_subject_of_two_lines_cannot_add_headers():
    queue(subject="Hallo\r\nBcc: sam@example.org")
    assert deliver() == 1
    assert mail.outbox[0].subject == "Hallo Bcc: sam@example.org"
    assert mail.outbox[0].recipients() == ["fatma@example.org"]


@pytest.mark.django_db
def test_a_letter_without_address_is_refused_when_it_is_queued():
    with pytest.raises(ValueError, match="address"):
        queue(to="")


@pytest.mark.django_db
def test_a_mail_server_that_is_down_for_a_day_loses_nothing(settings):
    for number in range(3):
        queue(key=f"join:{number}", body=f"brief {number}")
    settings.OUTBOX_BACKEND = f"{SERVERS}.Down"
    mail_servers.Down.calls = 0
    for minute in range(24 * 60):
        deliver(MOMENT + minute * MINUTE)
    assert OutgoingMail.objects.filter(state="waiting").count() == 3
    assert mail_servers.Down.calls < 100
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    taken = sum(deliver(MOMENT + (25 * 60 + minute) * MINUTE) for minute in range(61))
    assert taken == 3
    assert sorted(letter.body for letter in mail.outbox) == ["brief 0", "brief 1", "brief 2"]


@pytest.mark.django_db
def test_a_mail_server_that_is_down_is_asked_once_a_round_not_once_a_letter(settings):
    for number in range(5):
        queue(key=f"join:{number}")
    settings.OUTBOX_BACKEND = f"{SERVERS}.Down"
    mail_servers.Down.calls = 0
    deliver()
    attempts = sorted(OutgoingMail.objects.values_list("attempts", flat=True))
    assert (mail_servers.Down.calls, attempts) == (1, [0, 0, 0, 0, 1])


@pytest.mark.django_db
def test_of_an_error_only_the_name_is_kept(settings):
    settings.OUTBOX_BACKEND = f"{SERVERS}.Down"
    queue()
    deliver()
    assert OutgoingMail.objects.get().last_error == "ConnectionRefusedError"


def test_the_pauses_grow_and_after_three_days_we_give_up():
    pauses = [delivery.pause_after(attempts) for attempts in range(1, 77)]
    minutes = [pause and pause.total_seconds() / 60 for pause in pauses]
    assert minutes == [1, 5, 15, 60] + 71 * [60] + [None]


@pytest.mark.django_db
def test_a_letter_that_cannot_be_delivered_is_given_up_and_shown(settings):
    settings.OUTBOX_BACKEND = f"{SERVERS}.RefusesFatma"
    letter = queue()
    queue(key="join:2", to="jan@example.org")
    now = MOMENT
    for _attempt in range(80):
        deliver(now)
        now += 61 * MINUTE
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("given_up", 76)
    assert list(outbox.given_up()) == [letter]
    assert [sent.to for sent in mail.outbox] == [["jan@example.org"]]


@pytest.mark.django_db
def test_a_worker_that_dies_leaves_the_letter_to_another_under_the_same_name(settings):
    settings.OUTBOX_BACKEND = f"{SERVERS}.TakesAndDies"
    queue()
    with pytest.raises(mail_servers.PowerCut):
        deliver()
    assert OutgoingMail.objects.get().state == "sending"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [deliver(MOMENT + 14 * MINUTE), deliver(MOMENT + 16 * MINUTE)] == [0, 1]
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


@pytest.mark.django_db
def test_a_worker_that_was_too_slow_does_not_undo_what_another_noted():
    letter = queue()
    slow = delivery._claim(letter.pk, MOMENT)
    assert deliver(MOMENT + 16 * MINUTE) == 1
    delivery._put_back(slow, OSError(), MOMENT + 17 * MINUTE)
    assert OutgoingMail.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_the_claim_is_committed_before_the_letter_leaves():
    queue()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        deliver()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_never_send_a_letter_twice(settings):
    settings.OUTBOX_BACKEND = f"{SERVERS}.Slow"
    mail_servers.Slow.taken = []
    letters = [queue(key=f"join:{number}") for number in range(30)]
    start = threading.Barrier(4)

    def work():
        start.wait()
        deliver()
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(mail_servers.Slow.taken) == sorted(map(delivery.message_id, letters))


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_handed_to_the_task_worker_when_the_write_is_committed(settings):
    with transaction.atomic():
        queue()
        assert DBTaskResult.objects.count() == 0
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)
    assert [letter.to for letter in mail.outbox] == [["fatma@example.org"]]


@pytest.mark.django_db
def test_a_mail_of_django_goes_through_the_outbox_too(settings):
    settings.EMAIL_BACKEND = "wijkschakel.base.outbox_backend.OutboxBackend"
    mail.send_mail("Je code", "123 456", None, ["fatma@example.org", "jan@example.org"])
    assert mail.outbox == []
    call_command("deliver_mail", verbosity=0)
    sent = {(letter.to[0], letter.subject, letter.body) for letter in mail.outbox}
    assert sent == {
        ("fatma@example.org", "Je code", "123 456"),
        ("jan@example.org", "Je code", "123 456"),
    }


@pytest.mark.django_db
def test_the_outbox_keeps_address_and_text_encrypted():
    queue(body="geheim")
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", subject, body, key, last_error FROM base_outgoingmail')
        row = str(cursor.fetchone())
    assert [word for word in ("fatma", "geheim", "doet mee") if word in row] == []
