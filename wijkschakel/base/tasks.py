"""What the task worker does for the ground floor."""

from django_tasks import task

from wijkschakel.base import clock, delivery


@task()
def deliver_letter(number: str) -> None:
    """Deliver one letter now; when that fails the clockwork tries again later."""
    delivery.deliver_outbox(clock=clock.now, numbers=[number])
