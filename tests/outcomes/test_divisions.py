"""One division of areas: who publishes two of them tells of the people across the street."""

import pytest

from tests.outcomes import attackers
from tests.outcomes.test_sums import members, sets_of
from wijkschakel.outcomes.disclosure import frames
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.gateway import Gateway
from wijkschakel.outcomes.rules.troubles import BadInput, LedgerBroken

pytestmark = pytest.mark.once


def divided(topic, *areas):
    """Make a measure of the region and these areas."""
    frame = frames.Frame((frames.flat("area", "region", areas),))
    return Measure(topic, "2026", frame, (Table("t", ((0, 1),)),))


def publish(folder, one):
    """Publish a measure in a folder of its own, safe on its own."""
    gate = Gateway(folder, Catalogue([one.measure]), ask_argus=False)
    gate.publish(one.name, [len(g) for g in groups_of(one)], "now")
    return {(one.name, c): n for c, n in attackers.our_cells(gate, one.measure).items()}


def groups_of(one):
    """Give who is in each leaf."""
    return [one.people[one.leaves == leaf] for leaf in range(one.measure.frame.size)]


def test_postcodes_beside_neighbourhoods_tell_of_the_people_across_the_street(tmp_path):
    # Postcode 1 is the first two neighbourhoods and the four people across the street.
    hoods = members(divided("taking-part", "a", "b", "c"), range(30), range(30, 62),
                    range(62, 110))  # fmt: skip
    codes = members(divided("by-postcode", "1", "2"), range(66), range(66, 110))
    naive = publish(tmp_path / "hoods", hoods) | publish(tmp_path / "codes", codes)
    sets = sets_of([hoods, codes])
    beaten = attackers.added_up(naive, sets, 3)
    assert {sums[0] for sums in beaten} >= {("by-postcode.2026", ("1",))}

    postcodes = divided("taking-part", "1", "2")
    with pytest.raises(BadInput, match="one division"):
        Catalogue([hoods.measure, postcodes])
    with pytest.raises(LedgerBroken, match="another definition"):
        Gateway(tmp_path / "hoods", Catalogue([postcodes])).publish(postcodes.name, [66, 44], "now")
