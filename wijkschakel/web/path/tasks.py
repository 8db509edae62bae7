"""What the task worker does for a path."""

from django_tasks import task

from wijkschakel.base import clock
from wijkschakel.paths.actions import paper
from wijkschakel.paths.queries import talking
from wijkschakel.web.path import paper as making


@task()
def make_booklet(number: str) -> None:
    """Make the booklet; the page shows when it is ready."""
    booklet = talking.booklet_numbered(number)
    if booklet is None or booklet.pdf:
        return
    try:
        pdf = making.make(booklet, clock.now())
    except Exception:
        paper.finish_booklet(booklet=booklet, pdf=b"", now=clock.now())
        raise
    paper.finish_booklet(booklet=booklet, pdf=pdf, now=clock.now())
