"""Who attacks: readers with a linear programme; and naive publishers, whom they beat.

Written apart from the gateway: knows frames, and nothing else of it.
"""

import itertools
import json

import numpy as np
from scipy.optimize import linprog

from wijkschakel.outcomes.disclosure import frames


def naive_cells(frame, counts, cells):
    """Publish as many do: everything but what is below ten, totals of everybody."""
    values = {cell: int(counts[frame.leaves(cell)].sum()) for cell in cells}
    return {cell: value for cell, value in values.items() if value >= 10}


def our_cells(gate, measure):
    """Read everything that the gateway lets out: values, and words as ranges are left out."""
    told = {}
    for table in measure.tables:
        for row in json.loads(gate.answer(measure.name, table.name))["cells"]:
            if row[-2] is not None:
                told[tuple(row[:-2])] = row[-2]
    return told


def worked_out(frame, publications, cells):
    """Give what a reader knows of each cell that was not told: {cell: (least, greatest)}.

    Takes the same people for all publications, as a reader does when nothing seems to change.
    """
    rows, values = [], []
    for told in publications:
        for cell, value in told.items():
            row = np.zeros(frame.size)
            row[frame.leaves(cell)] = 1
            rows.append(row)
            values.append(value)
    found = {}
    for cell in cells:
        if any(cell in told for told in publications):
            continue
        form = np.zeros(frame.size)
        form[frame.leaves(cell)] = 1
        ends = []
        for sign in (1, -1):
            answer = linprog(sign * form, A_eq=rows or None, b_eq=values or None, bounds=(0, 1e5))
            ends.append(round(float(form @ answer.x), 4))
        found[cell] = tuple(ends)
    return found


def given_away(known):
    """Name the cells that are known exactly, or known to be one to nine people."""
    return [
        cell
        for cell, (least, greatest) in known.items()
        if greatest - least < 1 or (least > 0 and greatest < 10)
    ]


def town(areas=6, districts=2):
    """Make a tree of areas."""
    below = {f"b{n:02d}": f"w{n % districts}" for n in range(areas)}
    return frames.Tree("area", "region", dict.fromkeys(below.values(), "region") | below)


def answers(count=4):
    """Make a flat tree of answers."""
    return frames.flat("answer", "all", tuple(f"a{n}" for n in range(count)))


def subtracted(told, sets):
    """Name the pairs of told cells of which one group lies in the other but for one to nine people.

    told: {name of a cell: value}, sets: {name of a cell: who is in it}; the reader knows, as the
    worst of readers would, which group lies in which.
    """
    return [
        (one, other)
        for one, other in itertools.permutations(told, 2)
        if sets[other] <= sets[one] and 0 < abs(told[one] - told[other]) < 10
    ]


def added_up(told, sets, largest=3):
    """Name the sums of told cells, at most so many at once, that leave one to nine people.

    told: {name of a cell: value}, sets: {name of a cell: who is in it}. Tries every cell less one
    other, less two others, and so on; the worst of readers knows who is where, not how many.
    """
    names = sorted(told)
    people = sorted(set().union(*sets.values())) if sets else []
    place = {person: number for number, person in enumerate(people)}
    rows = np.zeros((len(names), len(people)), int)
    for number, name in enumerate(names):
        rows[number, [place[person] for person in sets[name]]] = 1
    values = np.array([told[name] for name in names])
    found = []
    for whole, count in itertools.product(range(len(names)), range(1, largest)):
        inside = [
            n for n in range(len(names)) if n != whole and sets[names[n]] & sets[names[whole]]
        ]
        for parts in itertools.combinations(inside, count):
            left = values[whole] - values[list(parts)].sum()
            if 0 < abs(left) < 10:
                rest = rows[whole] - rows[list(parts)].sum(0)
                if np.abs(rest).sum() < 10:
                    found.append((names[whole], *(names[n] for n in parts)))
    return found
