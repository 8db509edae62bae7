"""Much to do in the neighbourhood: long names, other scripts, what is full, off or free."""

import datetime as dt

from tests.factories import activities, people
from tests.web.world import World
from wijkschakel.activities.models import Activity, Session

TITLES = (
    "Koffie en vragen aan de lange tafel",
    "Samen wandelen langs de Molenvliet, met daarna soep in de keuken van het buurthuis",
    "قهوة ومحادثة: تعال وتحدث مع جيرانك في صباح هادئ مع الشاي والحلويات من كل البلدان",
    "Repareren",
)
NAMES = ("Łukasz", "محمد عبد الله الأمين بن خليفة", "Anneke van der Kooij-Hoogendoorn", "Jo")
MOST_IN_A_SESSION = 12


@activities.found_together()
def crowd(world: World) -> None:
    """Fill the neighbourhood with it."""
    now = world.session.starts_at - dt.timedelta(days=2)
    guests = [people.make_person(given_name=n, district=world.district) for n in NAMES * 3]
    for number in range(40):
        activity = activities.make_activity(
            district=world.district,
            venue=world.venue,
            title=TITLES[number % len(TITLES)],
            theme=Activity.Theme.values[number % len(Activity.Theme.values)],
            language="ar" if number % len(TITLES) == 2 else "nl",
            summary="Iedereen mag komen. Je hoeft niets te kunnen.",
            is_walk_in=number % 3 == 0,
            capacity=None if number % 3 == 0 else MOST_IN_A_SESSION,
            price_cents=(0, 250, None)[number % 3],
        )
        session = activities.make_session(
            activity=activity,
            starts_at=now + dt.timedelta(hours=number * 4 - 30),
            state=Session.State.CANCELLED if number % 9 == 8 else Session.State.PLANNED,
        )
        for guest in guests[: number % 13]:
            activities.make_enrolment(session=session, person=guest, joined_at=now)
        if number % 13 == MOST_IN_A_SESSION and session.capacity:
            activities.make_enrolment(
                session=session, person=world.people["funder"], state="waiting"
            )
