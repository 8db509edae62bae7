"""Near pairs: those that a short path may follow, kept apart from the many others. Needs numba.

What a path costs along a pair is u[i] + p[j] - w[i,j], its slack. Most paths are shorter than the
slack of nine pairs in ten, so a search that reads only near pairs finds the same path sooner. A
pair is near when its slack was at most `slack[0]` when the near pairs of its request or of its
offer were last chosen. They are chosen anew as soon as u or p has fallen `slack[1]` under the most
it was since. So the slack of every other pair exceeds `slack[2]` = slack[0] - 2 * slack[1], and a
search that has gone so far beyond a place reads the others of that place too: it stays exact.
"""

from wijkschakel.support.matching.graph import FAR, Graph
from wijkschakel.support.matching.native import bare, bare_inner

NEAR, FALL = 64, 16  # in the unit of worth; a request helped is worth 1,000 and more


def keep_apart(graph: Graph) -> None:
    """Choose the near pairs of everybody; the graph is made with `is_near_apart`."""
    graph.slack[:] = NEAR, FALL, NEAR - 2 * FALL
    _choose_all(graph)


@bare
def _choose_all(graph):
    for i in range(len(graph.gain)):
        graph.request_near[i] = graph.request_low[i]
    for j in range(len(graph.price)):
        graph.offer_near[j] = graph.offer_low[j]
    for i in range(len(graph.gain)):
        choose_of_request(graph, i)
    for j in range(len(graph.price)):
        graph.high_price[j] = graph.price[j]


@bare_inner
def _put_choice(graph, pair, at):
    """Put a pair of a request at this place in `choice`, and the pair that stood there in its."""
    old, other = graph.choice_place[pair], graph.choice[at]
    offers, worths = graph.choice_offer, graph.choice_worth
    graph.choice[old], graph.choice_place[other] = other, old
    graph.choice[at], graph.choice_place[pair] = pair, at
    offers[old], offers[at] = offers[at], offers[old]
    worths[old], worths[at] = worths[at], worths[old]


@bare_inner
def _put_of(graph, pair, at):
    """Put a pair of an offer at this place in `of_*`, and the pair that stood there in its."""
    old, other = graph.of_place[pair], graph.of_pair[at]
    request, worth = graph.of_request[old], graph.of_worth[old]
    graph.of_pair[old], graph.of_place[other] = other, old
    graph.of_request[old], graph.of_worth[old] = graph.of_request[at], graph.of_worth[at]
    graph.of_pair[at], graph.of_place[pair] = pair, at
    graph.of_request[at], graph.of_worth[at] = request, worth


@bare_inner
def choose_of_request(graph, i):
    """Choose the near pairs of request i anew; for their offers they become near as well."""
    if graph.slack[1] == FAR:
        return
    graph.high_gain[i] = graph.gain[i]
    near = graph.request_low[i]
    for at in range(near, graph.request_high[i]):
        j, pair = graph.choice_offer[at], graph.choice[at]
        if graph.gain[i] + graph.price[j] - graph.choice_worth[at] <= graph.slack[0]:
            _put_choice(graph, pair, near)
            near += 1
            if graph.of_place[pair] >= graph.offer_near[j]:
                _put_of(graph, pair, graph.offer_near[j])
                graph.offer_near[j] += 1
    graph.request_near[i] = near


@bare_inner
def choose_of_offer(graph, j):
    """Choose the near pairs of offer j anew; for their requests they become near as well."""
    if graph.slack[1] == FAR:
        return
    graph.high_price[j] = graph.price[j]
    near = graph.offer_low[j]
    for at in range(near, graph.offer_high[j]):
        i, pair = graph.of_request[at], graph.of_pair[at]
        if graph.gain[i] + graph.price[j] - graph.of_worth[at] <= graph.slack[0]:
            _put_of(graph, pair, near)
            near += 1
            if graph.choice_place[pair] >= graph.request_near[i]:
                _put_choice(graph, pair, graph.request_near[i])
                graph.request_near[i] += 1
    graph.offer_near[j] = near


@bare_inner
def note_gain(graph, i):
    """Note that u of request i changed; a fall may bring pairs near."""
    if graph.gain[i] > graph.high_gain[i]:
        graph.high_gain[i] = graph.gain[i]
    elif graph.gain[i] < graph.high_gain[i] - graph.slack[1]:
        choose_of_request(graph, i)


@bare_inner
def note_price(graph, j):
    """Note that the price of offer j changed; a fall may bring pairs near."""
    if graph.price[j] > graph.high_price[j]:
        graph.high_price[j] = graph.price[j]
    elif graph.price[j] < graph.high_price[j] - graph.slack[1]:
        choose_of_offer(graph, j)
