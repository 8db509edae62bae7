"""Random sets of tables that are published again and again, and audited all together."""

import numpy as np

from tests.outcomes import attackers
from wijkschakel.outcomes.disclosure import frames, gateway
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table


def random_measure(chance):
    """Make a measure with two or three trees and one to three tables."""
    trees = [attackers.town(int(chance.integers(3, 8)), int(chance.integers(1, 3)))]
    trees.append(attackers.answers(int(chance.integers(2, 4))))
    if chance.random() < 0.3:
        trees.append(frames.flat("group", "both", ("low", "other")))
    tables = []
    for number in range(int(chance.integers(1, 4))):
        depths = [
            tuple(
                sorted(chance.choice(len(t.levels), chance.integers(1, len(t.levels) + 1), False))
            )
            for t in trees
        ]
        tables.append(Table(f"t{number}", tuple(tuple(int(d) for d in each) for each in depths)))
    frame = frames.Frame(tuple(trees))
    return Measure("random", "2026", frame, tuple(tables), 1 if chance.random() < 0.5 else None)


def publish_and_attack(folder, seed, releases=3):
    """Publish a random set some times; count hidden and given away, naively and by the gateway.

    The attack knows, as the worst of readers would, which numbers did not change in between.
    """
    chance = np.random.default_rng(seed)
    measure = random_measure(chance)
    gate = gateway.Gateway(folder, Catalogue([measure]), ask_argus=False)
    counts = chance.poisson(chance.choice([8, 20, 60], measure.frame.size))
    naive = []
    for number in range(releases):
        gate.publish(measure.name, counts, f"{number}")
        naive.append(attackers.naive_cells(measure.frame, counts, measure.cells))
        counts = counts + chance.poisson(chance.choice([0, 3, 15], measure.frame.size))
    beaten = attackers.given_away(attackers.worked_out(measure.frame, naive[:1], measure.cells))
    last = attackers.our_cells(gate, measure)
    ours = attackers.worked_out(measure.frame, [last], measure.cells)
    return {
        "naive": len(beaten),
        "ours": len(attackers.given_away(ours)),
        "audit": gate.audit()[measure.name],
        "hidden": len(measure.cells) - len(last),
        "cells": len(measure.cells),
    }
