"""Which word of the activity list of OpenActive fits an activity: only what honestly fits.

The list knows sport, moving, and a little of gardening, singing, drumming and acting. Cooking
together or talking over coffee is not in it, so those are published in other ways.
"""

import re
from dataclasses import dataclass

from wijkschakel.activities.models import Activity

SCHEME = "https://openactive.io/activity-list"
MOVING = frozenset({Activity.Theme.MOVE})
SOUND = frozenset({Activity.Theme.MUSIC})
GREEN = frozenset({Activity.Theme.GREEN})
STAGE = frozenset({Activity.Theme.MUSIC, Activity.Theme.MAKE, Activity.Theme.LEARN})
DANCING = MOVING | SOUND


@dataclass(frozen=True)
class Concept:
    """One word of the list: its number and its English name."""

    number: str
    name: str

    @property
    def address(self) -> str:
        """Give the address by which the list knows it."""
        return f"{SCHEME}#{self.number}"


# What the title says, in which themes, and the word for it. The first that fits is taken.
TABLE: tuple[tuple[str, frozenset[Activity.Theme], Concept], ...] = (
    (r"wandelvoetbal", MOVING, Concept("b8019b67-2ade-406f-a012-91a5c3869652", "Walking Football")),
    (r"nordic", MOVING, Concept("c72e1713-25c1-4886-926a-4cd549bb4916", "Nordic Walking")),
    (r"\bwandel|\bommetje|wandeling", MOVING,
     Concept("95092977-5a20-4d6e-b312-8fddabe71544", "Walking")),
    (r"\bhardlo|\brennen\b", MOVING, Concept("72ddb2dc-7d75-424e-880a-d90eabe91381", "Running")),
    (r"fiets", MOVING, Concept("4a19873e-118e-43f4-b86e-05acba8fb1de", "Cycling")),
    (r"\bzwem", MOVING, Concept("2750229d-b725-4171-9276-376be913957c", "Swimming")),
    (r"stoelyoga", MOVING, Concept("16b8fad0-68a1-4159-892d-c9b59dce03c8", "Chair Yoga")),
    (r"\byoga", MOVING, Concept("bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e", "Yoga")),
    (r"pilates", MOVING, Concept("3a6b1c08-7aa6-48d4-9690-dca9e0133057", "Pilates")),
    (r"\btai ?chi", MOVING, Concept("c16df6ed-a4a0-4275-a8c3-1c8cff56856f", "Tai Chi")),
    (r"\bqi ?gong", MOVING, Concept("c5e5beaf-0af7-4f43-a28f-6f4ef0e6da92", "Qigong")),
    (r"zumba", DANCING, Concept("78503fa2-ed24-4a80-a224-e2e94581d8a8", "Zumba®")),
    (r"lijndans|line ?dan", DANCING,
     Concept("2998a4ad-e206-4cf8-9f9d-8a36faa0bc88", "Line Dancing")),
    (r"volksdans", DANCING, Concept("34cabe03-72b3-4539-ac52-e69a52393330", "Folk Dance")),
    (r"stijldans", DANCING, Concept("40c3a315-1401-4c31-a5c1-994c59a98469", "Ballroom And Latin")),
    (r"\bdans", DANCING, Concept("6ca15167-51da-4d91-a1ae-8a45dc47b0ea", "Dance")),
    (r"jeu de boules|petanque", MOVING,
     Concept("fc435509-332a-41db-b204-0da4153cf4f6", "Petanque")),
    (r"tafeltennis|pingpong", MOVING,
     Concept("1a05993d-b206-4efe-85da-646fa340bdf4", "Table Tennis")),
    (r"badminton", MOVING, Concept("c0360db0-a817-4bae-9167-40f89b49fc9e", "Badminton")),
    (r"volleybal", MOVING, Concept("065c8564-144a-4833-b95a-db8550e6ac86", "Volleyball")),
    (r"basketbal", MOVING, Concept("e09776e6-f1b4-421b-b667-5c5913cf97aa", "Basketball")),
    (r"voetbal", MOVING, Concept("0a5f732d-e806-4e51-ad40-0a7de0239c8c", "Football")),
    (r"\bjudo", MOVING, Concept("1653aaaf-cb1e-4611-b45e-95a32d4a7db5", "Judo")),
    (r"\bboks", MOVING, Concept("d4417bb3-383f-489b-b0c7-731b82f3b220", "Boxing")),
    (r"stoelgym|stoelbeweg|op de stoel", MOVING,
     Concept("ee3cf3ee-082e-4f53-9cb2-3ef0589497ed", "Chair Based Exercise")),
    (r"\bgym|\bsport|beweg", MOVING,
     Concept("984068a7-5b7b-4989-bb33-f96953d8960c", "Group Exercise")),
    (r"(?<!speel)tuin", GREEN, Concept("5b880e93-4a16-4c37-86ac-ba2ffba68358", "Gardening")),
    (r"\bzing|\bzang|koor\b", SOUND, Concept("e2b21a40-66a4-42bb-a24f-3638cc356299", "Singing")),
    (r"\btrommel|djemb|\bdrum", SOUND, Concept("7d309e76-d794-4f40-8fb0-b4a43e13562e", "Drumming")),
    (r"toneel|\btheater", STAGE, Concept("cf9ff8b8-7a15-48d3-8536-1d17e70345a7", "Acting")),
)  # fmt: skip


def find_concept(title: str, theme: str) -> Concept | None:
    """Give the word of the list for an activity, when there is one.

    >>> find_concept("Samen wandelen", "move").name
    'Walking'
    >>> find_concept("Wandelen door de kookboeken", "eat") is None
    True
    """
    for pattern, themes, concept in TABLE:
        if theme in themes and re.search(pattern, title.casefold()):
            return concept
    return None
