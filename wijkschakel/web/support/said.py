"""Referrals in words: the state as a sentence and a tag, who sent it, what may follow."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.people.models import Person
from wijkschakel.support.models import Referral
from wijkschakel.support.rules import referring
from wijkschakel.support.rules.referring import Actor, Level, State

# What the resident reads as the answer on the page; the name is that of the receiver.
FOR_RESIDENT: dict[State, Promise] = {
    State.DRAFT: gettext_lazy("Mag je vraag naar %(name)s?"),
    State.REQUESTED: gettext_lazy("%(name)s leest je vraag"),
    State.ACCEPTED: gettext_lazy("%(name)s neemt je vraag aan"),
    State.REJECTED: gettext_lazy("%(name)s kan je hier niet mee helpen"),
    State.CANCELLED: gettext_lazy("Je vraag aan %(name)s is ingetrokken"),
    State.IN_PROGRESS: gettext_lazy("%(name)s is begonnen"),
    State.FAILED: gettext_lazy("Het lukte niet bij %(name)s"),
    State.COMPLETED: gettext_lazy("Klaar bij %(name)s"),
    State.ENTERED_IN_ERROR: gettext_lazy("Dit was een vergissing"),
    State.ON_HOLD: gettext_lazy("%(name)s vraagt je even te wachten"),
}
# The same for who works there; the name is that of the resident.
FOR_RECEIVER: dict[State, Promise] = {
    State.REQUESTED: gettext_lazy("%(name)s vraagt jullie hulp"),
    State.ACCEPTED: gettext_lazy("Jullie helpen %(name)s"),
    State.REJECTED: gettext_lazy("Jullie zeiden nee tegen %(name)s"),
    State.CANCELLED: gettext_lazy("%(name)s trok de vraag in"),
    State.IN_PROGRESS: gettext_lazy("Jullie zijn begonnen met %(name)s"),
    State.FAILED: gettext_lazy("Het lukte niet met %(name)s"),
    State.COMPLETED: gettext_lazy("Klaar met %(name)s"),
    State.ON_HOLD: gettext_lazy("%(name)s wacht op jullie"),
}
# And for who wrote it.
FOR_SENDER: dict[State, Promise] = {
    State.DRAFT: gettext_lazy("Wacht op het ja van %(name)s"),
    State.REQUESTED: gettext_lazy("De vraag van %(name)s is verstuurd"),
    State.ACCEPTED: gettext_lazy("De vraag van %(name)s is aangenomen"),
    State.REJECTED: gettext_lazy("Het werd nee voor %(name)s"),
    State.CANCELLED: gettext_lazy("De vraag van %(name)s is ingetrokken"),
    State.IN_PROGRESS: gettext_lazy("Het is begonnen met %(name)s"),
    State.FAILED: gettext_lazy("Het lukte niet met %(name)s"),
    State.COMPLETED: gettext_lazy("Het is klaar met %(name)s"),
    State.ENTERED_IN_ERROR: gettext_lazy("Dit was een vergissing"),
    State.ON_HOLD: gettext_lazy("%(name)s wacht even"),
}
TAGS = {
    State.DRAFT: "sun", State.REQUESTED: "sun", State.ON_HOLD: "sun", State.ACCEPTED: "mine",
    State.IN_PROGRESS: "mine", State.COMPLETED: "mine", State.REJECTED: "brick",
    State.FAILED: "brick",
}  # fmt: skip
# What a receiver presses; the first that may follow is the filled button.
DO: dict[State, tuple[str, Promise]] = {
    State.ACCEPTED: ("check", gettext_lazy("We nemen het aan")),
    State.IN_PROGRESS: ("check", gettext_lazy("We zijn begonnen")),
    State.COMPLETED: ("check", gettext_lazy("Het is klaar")),
    State.ON_HOLD: ("clock", gettext_lazy("Nog even wachten")),
    State.REJECTED: ("close", gettext_lazy("Nee, dit past niet bij ons")),
    State.FAILED: ("close", gettext_lazy("Het is niet gelukt")),
}
CAPACITIES = (
    ("room", gettext_lazy("Er is plek")), ("waiting", gettext_lazy("Er is een wachtlijst")),
    ("talk", gettext_lazy("Eerst een gesprek")), ("none", gettext_lazy("Nu geen plek")),
)  # fmt: skip
# What was done, where the state says what is not done yet.
STEPS = {State.DRAFT: gettext_lazy("geschreven"), State.REQUESTED: gettext_lazy("verstuurd")}
# How far it is, on a chain of five links.
LINKS = {
    State.DRAFT: 1, State.REQUESTED: 2, State.ON_HOLD: 2, State.ACCEPTED: 3, State.IN_PROGRESS: 4,
    State.COMPLETED: 5,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One referral in a list."""

    referral: Referral
    what: str
    note: str
    tag: str
    word: str


@dataclass(frozen=True)
class Button:
    """One step that the visitor may take."""

    state: State
    icon: str
    word: str


def name_of(referral: Referral) -> str:
    """Give the first name of the resident, or that on the paper."""
    if referral.resident is not None:
        return referral.resident.given_name
    return referral.for_name or _("een bewoner")


def sender(referral: Referral) -> str:
    """Say who wrote it: the organisation, the group or the person."""
    parts = [referral.from_person.given_name if referral.from_person else ""]
    group = referral.from_organisation or referral.from_initiative
    parts.append(group.name if group else "")
    return ", ".join(part for part in parts if part) or _("iemand die hier niet meer is")


def heading(referral: Referral, state: State, viewer: Actor) -> str:
    """Give the answer on the page."""
    if viewer == Actor.RESIDENT:
        return str(FOR_RESIDENT[state]) % {"name": referral.to_organisation.name}
    table = FOR_RECEIVER if viewer == Actor.RECEIVER else FOR_SENDER
    return str(table.get(state, FOR_SENDER[state])) % {"name": name_of(referral)}


def tag(state: State) -> str:
    """Give the kind of the tag of a state."""
    return TAGS.get(state, "")


def word(state: State) -> str:
    """Say a state in plain words."""
    return str(Referral.State(state.value).label)


def step_word(state: State) -> str:
    """Say what was done at a step."""
    return str(STEPS.get(state) or word(state))


def row_for_resident(referral: Referral, resident: Person) -> Row:
    """Say how it is to the resident."""
    state = State(referral.state)
    note = referral.title
    if referral.from_person is not None and referral.from_person_id != resident.pk:
        note = _("%(title)s. Van %(sender)s.") % {"title": note, "sender": sender(referral)}
    what = heading(referral, state, Actor.RESIDENT)
    return Row(referral, what, note, tag(state), word(state))


def row_for_receiver(referral: Referral) -> Row:
    """Say how it is to who works there."""
    state = State(referral.state)
    note = referral.title
    if referral.from_person_id != referral.resident_id:
        note = _("%(title)s. Van %(sender)s.") % {"title": note, "sender": sender(referral)}
    what = heading(referral, state, Actor.RECEIVER)
    return Row(referral, what, note, tag(state), word(state))


def row_for_sender(referral: Referral, state: State, level: Level) -> Row:
    """Say how it is to who wrote it, as far as they may hear."""
    to = {"title": referral.title, "name": referral.to_organisation.name}
    note = _("%(title)s. Naar %(name)s.") % to
    said = word(state)
    if referral.sent_at is not None and level == Level.NOTHING:
        said = _("je hoort niet hoe het gaat")
    return Row(referral, heading(referral, state, Actor.SENDER), note, tag(state), said)


def buttons(state: State) -> list[Button]:
    """Give what a receiver may press now."""
    following = set(referring.next_states(state, Actor.RECEIVER))
    return [Button(one, icon, str(name)) for one, (icon, name) in DO.items() if one in following]
