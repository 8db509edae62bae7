"""What the task worker does for upkeep."""

from django.conf import settings
from django_tasks import task


@task()
def sign_of_life() -> None:
    """Show that tasks are done: `wijkschakel doctor` looks at the age of this file."""
    (settings.VAR / "worker.alive").touch()
