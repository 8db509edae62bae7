"""What the task worker does for printed products."""

from django_tasks import task

from wijkschakel.activities import queries
from wijkschakel.activities.actions import paper
from wijkschakel.base import clock
from wijkschakel.web.desk.paper import making


@task()
def make_product(number: str) -> None:
    """Make one printed product; the page shows how far it is."""
    product = queries.find_product(number)
    if product is None or product.pdf is not None:
        return
    key = product.pk

    def note(done: int) -> None:
        paper.note_progress(product=key, done=done)

    note(5)
    try:
        made = making.make(product, clock.now(), note)
    except Exception:
        paper.fail_product(product=product, now=clock.now())
        raise
    paper.finish_product(
        product=product, pdf=made.pdf, pages=made.pages, seconds=made.seconds, now=clock.now()
    )
