"""`wijkschakel worker`: does the work that pages leave for later."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from wijkschakel.upkeep import lifeline


class Command(DatabaseWorker):
    """The worker of django-tasks-db, that stops when its parent is gone."""

    help = "Do the tasks that pages left in the database."

    def handle(self, **options: Any) -> None:
        """Watch the parent, then work."""
        lifeline.watch()
        super().handle(**options)
