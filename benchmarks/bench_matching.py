"""The engine that finds who can help whom, beside its rivals in one run (processor time).

P1 a top ten beside SQLite that only filters; P2 pairs beside reading the bytes; P3 the proven
best plan beside finding the pairs; P4 people served beside first come, first served; P5 a change
beside a whole solve; P7 memory. All on one made-up region.
"""

import dataclasses
import datetime as dt
import os
import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from scipy import sparse
from scipy.sparse import csgraph

from benchmarks.report import Line
from wijkschakel.support.matching import (
    assignment,
    candidates,
    comparing,
    fairness,
    first_come,
    flow,
    index,
    instance,
    problem,
    suggest,
    synthetic,
)  # fmt: skip
from wijkschakel.support.matching.live import LivePlan
from wijkschakel.support.matching.weights import Weights

REQUESTS = int(os.environ.get("WIJKSCHAKEL_BENCH_REQUESTS", "50000"))
OFFERS = REQUESTS * 2 // 5
CHANGES, CHECKED = 1_000, 100  # every so many a fresh solve beside it
ASKED = 200
WEIGHTS = Weights()
FILTER = """
select o.id from offer o join kind k on k.offer = o.id
where k.kind = ? and o.x between ? and ? and o.y between ? and ? and (o.times & ?) != 0
  and (o.x - ?) * (o.x - ?) + (o.y - ?) * (o.y - ?) <= o.radius * o.radius
"""


def cpu(work: Callable[[], Any], runs: int = 1) -> tuple[float, Any]:
    """Give the least processor time of some runs, and what the last one gave."""
    times, found = [], None
    for _ in range(runs):
        began = time.process_time()
        found = work()
        times.append(time.process_time() - began)
    return min(times), found


@njit
def _stretches(asking, built, found):
    """Note the stretches of the index that a search reads."""
    count = 0
    for i in range(len(asking)):
        mine = asking[i]
        for number in range(len(built.layers) if mine.group >= 0 else 0):
            start, x0, y0, cell, columns, height, radius = candidates._layer(built.layers, number)
            reach = mine.reach if radius == 0 else radius
            low = max(0, (mine.y - reach - y0) // cell)
            for row in range(low, min(height - 1, (mine.y + reach - y0) // cell) + 1):
                top = y0 + row * cell
                away = max(0, top - mine.y, mine.y - (top + cell - 1))
                half = candidates._half_width(away, reach)
                left = max(0, (mine.x - half - x0) // cell)
                right = min(columns - 1, (mine.x + half - x0) // cell)
                if right >= left:
                    at = start + (mine.group * height + row) * columns
                    if count < len(found):
                        found[count, 0] = built.starts[at + left]
                        found[count, 1] = built.starts[at + right + 1]
                    count += 1
    return count


@njit
def _stream(words, stretches, size):
    """Read every byte of those stretches, and do nothing with them."""
    total = np.int64(0)
    for k in range(len(stretches)):
        for at in range(stretches[k, 0] * size, stretches[k, 1] * size):
            total += words[at]
    return total


def streaming(packed: instance.Instance, built: index.Index) -> float:
    """Give the time to read the postings that the search reads."""
    asking = index.asking(packed.asked)
    found = np.zeros((_stretches(asking, built, np.zeros((0, 2), np.int64)), 2), np.int64)
    _stretches(asking, built, found)
    words, size = built.rows.view(np.int64).ravel(), built.rows.itemsize // 8
    _stream(words, found[:1], size)
    return cpu(lambda: _stream(words, found, size), 5)[0]


def database(region: synthetic.Region) -> sqlite3.Connection:
    """Put the offers in an SQLite in memory, with the indexes that help."""
    base = sqlite3.connect(":memory:")
    base.execute("create table offer (id integer primary key, x, y, radius, times)")
    base.execute("create table kind (offer, kind)")
    rows = [(j, o.x_m, o.y_m, o.radius_m, o.times) for j, o in enumerate(region.offers)]
    base.executemany("insert into offer values (?, ?, ?, ?, ?)", rows)
    kinds = [(j, kind) for j, o in enumerate(region.offers) for kind in o.kinds]
    base.executemany("insert into kind values (?, ?)", kinds)
    base.execute("create index kind_offer on kind (kind, offer)")
    base.execute("analyze")
    return base


def top_ten(region: synthetic.Region, packed: instance.Instance, built: index.Index) -> list[Line]:
    """P1: the engine alone beside the filter of SQLite, and an explained top ten in Python."""
    base, rows, around = database(region), index.asking(packed.asked), index.words(packed)
    parts, far = candidates.scale(WEIGHTS), max(o.radius_m for o in region.offers)
    chosen = random.Random(1).sample(range(len(rows)), min(ASKED, len(rows)))

    def ours() -> None:
        for i in chosen:
            offers, scores = candidates.find_one(rows[i], built, around, parts)
            offers[np.argsort(-scores, kind="stable")[:10]]

    def theirs(i: int) -> list[int]:
        r = region.requests[i]
        box = (r.x_m - far, r.x_m + far, r.y_m - far, r.y_m + far)
        words = (r.kind, *box, r.times, r.x_m, r.x_m, r.y_m, r.y_m)
        return [row[0] for row in base.execute(FILTER, words)]

    ours()
    mine = cpu(ours, 5)[0] / len(chosen)
    rival = cpu(lambda: [theirs(i) for i in chosen], 3)[0] / len(chosen)
    whole = []
    for i in chosen:
        began = time.process_time()
        found = [region.offers[j] for j in theirs(i)]
        suggest.suggest(region.requests[i], found, region.agreements, region.on)
        whole.append((time.process_time() - began) * 1e3)
    return [
        Line("P1 tien beste, alleen de motor", mine * 1e6, "µs", rival * 1e6 / 20,
             f"SQLite, alleen zeven: {rival * 1e6:.0f} µs"),
        Line("P1 tien beste met uitleg, p95", statistics.quantiles(whole, n=20)[-1], "ms", 30),
    ]  # fmt: skip


def most_served(asked: problem.Problem) -> int:
    """Give how many any plan could serve: a maximum flow (scipy), and our own solver beside it."""
    n, m = asked.requests, len(asked.room)
    first, last = n + m, n + m + 1
    tails = [np.full(n, first), asked.request_of_pairs(), n + np.arange(m)]
    heads = [np.arange(n), n + asked.offer, np.full(m, last)]
    most = [np.ones(n, np.int32), np.ones(len(asked.offer), np.int32), asked.room]
    arcs = (np.concatenate(most).astype(np.int32), (np.concatenate(tails), np.concatenate(heads)))
    flow_of = csgraph.maximum_flow(sparse.csr_array(arcs, shape=(last + 1, last + 1)), first, last)
    alike = asked._replace(worth=np.ones_like(asked.worth), step=0)
    assert flow_of.flow_value == assignment.solve(alike).value, "a second opinion differs"
    return int(flow_of.flow_value)


def mixed(asked: problem.Problem, plan: Any) -> list[float]:
    """Make random changes of four kinds; give what each took, now and then held to a fresh solve.

    Who left may come back, and a helper who stopped may start again.
    """
    live, chance, times = LivePlan(asked, plan), random.Random(2), []
    gone: list[int] = []
    closed: list[int] = []
    for number in range(1, CHANGES + 1):
        kind = chance.choice(("leaves", "comes", "stops", "starts"))
        if kind in ("leaves", "comes"):
            comes = kind == "comes" and gone
            who = (
                gone.pop(chance.randrange(len(gone))) if comes else chance.randrange(live.requests)
            )
            work: Callable[[int], object] = live.restore_request if comes else live.remove_request
            gone += [] if comes or who in gone else [who]
        else:
            starts = kind == "starts" and closed
            who = (
                closed.pop(chance.randrange(len(closed)))
                if starts
                else chance.randrange(live.offers)
            )
            work = live.reopen_offer if starts else live.close_offer
            closed += [] if starts or who in closed else [who]
        times.append(cpu(lambda work=work, who=who: work(who))[0])
        if number % CHECKED == 0:
            assert live.value() == assignment.solve(live.problem()[0]).value, "not the best plan"
    return times


def changes(asked: problem.Problem, plan: Any, whole: float) -> list[Line]:
    """P5: random changes to the plan, each beside a whole solve.

    First a thousand of all kinds mixed. Then many of one kind after another, which is the hardest:
    prices must follow. Then each change with its opposite soon after, as days go by.
    """
    times = {"duizend door elkaar": mixed(asked, plan)}
    live, chance = LivePlan(asked, plan), random.Random(1)

    def timed(name: str, work: Callable[[], object]) -> None:
        times.setdefault(name, []).append(cpu(work)[0])

    gone = [chance.randrange(live.requests) for _ in range(CHANGES // 2)]
    for request in gone:
        timed("vraag weg", lambda r=request: live.remove_request(r))
    for request in gone:
        timed("vraag erbij", lambda r=request: live.restore_request(r))
    for _ in range(CHANGES // 10):
        offer = chance.randrange(live.offers)
        timed("aanbod stopt", lambda j=offer: live.close_offer(j))
    assert live.value() == assignment.solve(live.problem()[0]).value, "not the best plan"
    for _ in range(CHANGES // 4):
        request, offer = chance.randrange(live.requests), chance.randrange(live.offers)
        timed("vraag weg, door elkaar", lambda r=request: live.remove_request(r))
        timed("vraag erbij, door elkaar", lambda r=request: live.restore_request(r))
        if live.graph.open[offer]:
            timed("aanbod stopt, door elkaar", lambda j=offer: live.close_offer(j))
            timed("aanbod erbij, door elkaar", lambda j=offer: live.reopen_offer(j))
    assert live.value() == assignment.solve(live.problem()[0]).value, "not the best plan"
    bar, rival = whole / 5_000 * 1e6, f"opnieuw oplossen: {whole:.1f} s"
    return [
        Line(f"P5 {name}, gemiddeld (helft binnen {statistics.median(found) * 1e6:.0f})",
             statistics.mean(found) * 1e6, "µs", bar, rival)
        for name, found in times.items()
    ]  # fmt: skip


def fair_lines(packed: instance.Instance, edges: candidates.Edges) -> list[Line]:
    """P4: the fair plan beside first come, first served."""
    spent, fair = cpu(lambda: fairness.solve(packed, edges, WEIGHTS))
    order = first_come.by_waiting(packed.asked.wait)
    simple = first_come.serve(fair.problem, edges.score, order)
    ours = comparing.figures(packed, edges, fair.problem, fair.plan.match)
    theirs = comparing.figures(packed, edges, fair.problem, simple)
    most = most_served(fair.problem)
    few = max(0.0, min(1.15 * theirs.served, most) - ours.served)
    return [
        Line("P4 te weinig voor 15 % meer dan de rij, of voor het meeste dat kan", few, "", 0,
             f"{beside(ours, theirs, 'served')}; het meeste dat kan {most}"),
        *(
            Line(f"P4 {what}: minder dan bij de rij", less(ours, theirs, field), "", 0,
                 beside(ours, theirs, field))
            for what, field in (
                ("langer dan 60 dagen wachtend", "served_long_waiting"),
                ("buurten met lage SES", "share_low_ses"),
                ("gemiddelde score", "mean_score"),
            )
        ),
        Line(f"P4 eerlijk plan ({len(fair.tried)} keer opgelost), CPU", spent, "s"),
    ]  # fmt: skip


def less(ours: comparing.Figures, theirs: comparing.Figures, field: str) -> float:
    """Give by how much we are less."""
    return max(0.0, getattr(theirs, field) - getattr(ours, field))


def beside(ours: comparing.Figures, theirs: comparing.Figures, field: str) -> str:
    """Write both figures."""
    return f"wie het eerst komt: {getattr(theirs, field):.5g}; wij {getattr(ours, field):.5g}"


def warm_up() -> None:
    """Let everything be compiled before it is measured."""
    region = synthetic.make_region(200, 80)
    packed = instance.pack(region.requests, region.offers, region.agreements, region.on)
    edges = candidates.find(packed, WEIGHTS)
    asked = problem.of(packed, edges, WEIGHTS)
    changes(asked, assignment.solve(asked), 1.0)
    top_ten(region, packed, index.build(packed))
    streaming(packed, index.build(packed))
    fair_lines(packed, edges)


def measure() -> list[Line]:
    """Measure on one region."""
    warm_up()
    region = synthetic.make_region(REQUESTS, OFFERS, on=dt.date(2026, 11, 2))
    pack, packed = cpu(
        lambda: instance.pack(region.requests, region.offers, region.agreements, region.on)
    )
    making, built = cpu(lambda: index.build(packed), 3)
    finding, edges = cpu(lambda: candidates.find(packed, WEIGHTS, built), 5)
    stream = streaming(packed, built)
    weights = dataclasses.replace(WEIGHTS)
    asked = problem.of(packed, edges, weights)
    whole, plan = cpu(lambda: assignment.solve(asked), 3)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    second, other = cpu(lambda: flow.solve(asked))
    assert plan.value == other.value, "a second opinion differs"
    lines = [
        Line(f"P2 {edges.pairs} paren bij {REQUESTS} vragen", finding, "s", 8 * stream,
             f"alleen de bytes lezen: {stream:.3f} s"),
        Line("P3 het beste plan, bewezen", whole, "s", 10 * (making + finding),
             f"de paren vinden: {making + finding:.2f} s; OR-Tools: {second:.2f} s"),
        Line("P3 afstand tot de grens", plan.gap, "", 0, is_exact=True),
        *top_ten(region, packed, built),
        *changes(asked, plan, whole),
        *fair_lines(packed, edges),
        Line("vragen en aanbod inpakken, CPU", pack, "s"),
    ]  # fmt: skip
    return [*lines, Line("P7 geheugen", most, "MB", 1_024)]
