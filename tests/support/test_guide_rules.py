"""A guide is looked over: no dead end, no loop, always something to do and somebody."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.guides import leaf, make_tree, question
from wijkschakel.support.rules import checking, entering, shipped, tree
from wijkschakel.support.rules.checking import Fault, Finding, Live
from wijkschakel.support.rules.entering import Asked
from wijkschakel.support.rules.tree import Answer, Kind, Node, NotATree
from wijkschakel.web.common import icons


def faults(*nodes: Node) -> list[tuple[str, Fault]]:
    """Give what stops a guide of these screens."""
    return [(one.node, one.fault) for one in checking.stops(checking.check(make_tree(*nodes)))]


def test_a_small_guide_is_fine():
    assert checking.check(make_tree()) == []


@pytest.mark.parametrize(
    ("nodes", "found"),
    [
        ((question("start", "a", "weg"), leaf("a")), [("start", Fault.DEAD_END)]),
        ((question("start", "a"), leaf("a")), [("start", Fault.FEW_ANSWERS)]),
        (
            (question("start", "a", "b"), leaf("a", targets=()), leaf("b")),
            [("a", Fault.NOTHING_TO_DO)],
        ),
        ((question("start", "a", "b"), leaf("a", person=""), leaf("b")), [("a", Fault.NOBODY)]),
        (
            (question("start", *"abcdefg"), *(leaf(one) for one in "abcdefg")),
            [("start", Fault.MANY_ANSWERS)],
        ),
        (
            (question("start", "a", "b"), leaf("a"), leaf("b", text=" ")),
            [("b", Fault.EMPTY)],
        ),
    ],
)
def test_what_leaves_people_standing_stops_a_guide(nodes, found):
    assert faults(*nodes) == found


def test_an_answer_that_leads_back_is_a_loop_and_is_named():
    found = checking.check(
        make_tree(question("start", "a", "b"), question("a", "b", "start"), leaf("b"))
    )
    assert found == [Finding("a", Fault.LOOP, "Naar start")]


def test_a_question_that_leads_to_itself_is_a_loop():
    assert faults(question("start", "start", "a"), leaf("a")) == [("start", Fault.LOOP)]


def test_a_loop_that_nobody_reaches_is_seen_too():
    nodes = (question("start", "x", "y"), leaf("x"), leaf("y"), question("a", "b", "x"),
             question("b", "a", "x"))  # fmt: skip
    assert faults(*nodes) == [("b", Fault.LOOP)]


def test_two_ways_to_the_same_end_are_no_loop():
    assert faults(question("start", "a", "b"), question("a", "b", "c"), leaf("b"), leaf("c")) == []


def test_an_end_lies_at_most_six_screens_away():
    def chain(length: int) -> list[Node]:
        names = ["start", *(f"v{number}" for number in range(length - 2))]
        ends = [*names[1:], "einde"]
        return [
            *(question(name, to, "kort") for name, to in zip(names, ends, strict=True)),
            leaf("einde"),
            leaf("kort"),
        ]

    assert faults(*chain(6)) == []
    assert faults(*chain(7)) == [("kort", Fault.TOO_DEEP), ("einde", Fault.TOO_DEEP)]


def test_advice_does_not_stop_a_guide():
    long = "Waar zou jij deze week in jouw eigen straat het liefst eens een keer iets"
    long += " aan willen doen met je buren?"
    assert len(long) > checking.LONGEST_QUESTION
    found = checking.check(
        make_tree(
            question("start", "a", "b", text=long),
            leaf("a", text="Participeren"),
            leaf("b"),
            leaf("los"),
        )
    )
    assert [(one.node, one.fault) for one in found] == [
        ("start", Fault.TOO_LONG),
        ("start", Fault.TOO_HARD),
        ("a", Fault.TOO_HARD),
        ("los", Fault.UNREACHABLE),
    ]
    assert checking.stops(found) == []


def test_an_end_without_anybody_now_stops_and_without_anything_now_is_advice():
    live = {"koffie": Live(things=0, somebody=True), "taal": Live(things=3, somebody=False)}
    assert checking.check(make_tree(), live) == [
        Finding("taal", Fault.NOBODY_NOW),
        Finding("koffie", Fault.NOTHING_NOW),
    ]


names = st.sampled_from(["start", "a", "b", "c", "d", "weg"])


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(names, max_size=4)))
def test_a_guide_without_faults_always_ends(shape):
    """Walk every way of any guide that passes: it ends in a leaf within six screens."""
    nodes = [question("start", *(shape or ["a"]), "einde"), leaf("einde")]
    nodes += [question(key, *to) if to else leaf(key) for key, to in shape.items()]
    whole = make_tree(*nodes)
    if checking.stops(checking.check(whole)):
        return
    walks = [["start"]]
    while walks:
        walk = walks.pop()
        assert len(walk) <= checking.MOST_SCREENS
        here = whole.nodes[walk[-1]]
        assert here.is_leaf or here.answers
        walks += [[*walk, answer.to] for answer in here.answers]


@pytest.mark.parametrize(
    "content",
    [
        None, [], {}, {"nodes": []}, {"nodes": [1], "start": "a"}, {"nodes": "x" * 99},
        {"start": "weg", "nodes": [tree.write_node(leaf("a")) | {"key": "a"}]},
        {"start": "a", "nodes": [tree.write_node(leaf("a")) | {"key": "../a"}]},
        {"start": "a", "nodes": [tree.write_node(leaf("a")) | {"key": "a", "text": "geen tabel"}]},
        {"start": "a", "nodes": [tree.write_node(leaf("a", text="x" * 301)) | {"key": "a"}]},
        {"start": "a", "nodes": [tree.write_node(leaf("a")) | {"key": "a", "kind": "script"}]},
        {"start": "a", "nodes": [tree.write_node(leaf("a")) | {"key": "a"}] * 2},
        {"start": "a", "nodes": [{"key": "a", "kind": "leaf", "text": {"nl": "x"}, "targets": 1}]},
        {"start": "a", "nodes": [tree.write_node(leaf(f"a{n}")) | {"key": f"a{n}"}
                                 for n in range(401)]},
    ],
)  # fmt: skip
def test_what_is_no_guide_is_refused(content):
    with pytest.raises(NotATree):
        tree.read_tree(content)


def test_a_guide_is_read_as_it_was_written():
    whole = shipped.base_guide()
    assert tree.read_tree(tree.write_tree(whole)) == whole


def test_the_guide_that_comes_along_is_whole_plain_and_translated():
    whole = shipped.base_guide()
    assert checking.check(whole) == []
    questions = [node for node in whole.nodes.values() if not node.is_leaf]
    assert (len(questions) >= 12, len(list(whole.leaves())) >= 35) == (True, True)
    every = [words for node in whole.nodes.values() for words in (node.text, node.more) if words]
    assert [words for words in every if set(words) != {"nl", "en"}] == []


def test_every_pictogram_of_the_guide_that_comes_along_is_drawn():
    whole = shipped.base_guide()
    used = {node.icon for node in whole.nodes.values()}
    used |= {answer.icon for node in whole.nodes.values() for answer in node.answers}
    assert used - set(icons.LINE) == set()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("schulden", "geld-schulden"),
        ("ik snap een brief niet", "brief-lezen"),
        ("formulieer", "formulier"),
        ("fietsles", "vervoer-fiets"),
        ("taalmaatje", "taal-praten"),
        ("wandelgroep", "bewegen-wandelen"),
        ("mijn man heeft dementie", "vergeten"),
        ("I want to find a job", "werk-baan"),
        ("kapotte lamp", "klus"),
        ("mantelzorger", "mantelzorg-praten"),
        ("huiswerk", "kind-school"),
        ("digid", "digid"),
    ],
)
def test_own_words_lead_to_the_end_that_fits(typed, first):
    words = [Asked(word) for word in typed.casefold().split()]
    assert next(node.key for node in entering.best(shipped.base_guide(), words)) == first


@pytest.mark.parametrize("typed", ["bijen houden", "xyzzy", "", "rijbewijs", "ik zoek iemand"])
def test_words_that_fit_nothing_lead_nowhere(typed):
    words = [Asked(word) for word in typed.split()]
    assert entering.best(shipped.base_guide(), words) == []


def test_a_synonym_of_the_desk_is_understood():
    whole = shipped.base_guide()
    assert entering.best(whole, [Asked("bakkie")]) == []
    found = entering.best(whole, [Asked("bakkie", ("koffie",))])
    assert [node.key for node in found][:1] == ["alleen-koffie"]


def test_ten_thousand_letters_are_answered_at_once():
    start = time.monotonic()
    entering.best(shipped.base_guide(), [Asked("a" * 60)] * 12)
    assert time.monotonic() - start < 2


def test_a_way_that_cannot_be_walked_is_no_way():
    whole = make_tree(question("start", "a", "b"), question("a", "b", "c"), leaf("b"), leaf("c"))
    assert tree.is_way(whole, ["start", "a", "c"])
    assert not tree.is_way(whole, ["a", "c"])
    assert not tree.is_way(whole, ["start", "c"])
    assert tree.path_to(whole, "c") == ["start", "a", "c"]
    assert tree.path_to(whole, "weg") == []


def test_a_new_screen_gets_a_name_of_its_own():
    whole = make_tree(question("start", "zin", "b"), leaf("zin"), leaf("b"))
    assert tree.new_key(whole, "Zin!") == "zin-2"
    assert tree.new_key(whole, "<script>") == "script"
    assert tree.new_key(whole, "قهوة") == "scherm"
    assert tree.KEY.fullmatch(tree.new_key(whole, "Heel " * 40))


def test_taking_a_screen_out_takes_the_answers_to_it_along():
    whole = make_tree().without("taal")
    kept = Answer({"nl": "Naar koffie", "en": "To koffie"}, "koffie")
    assert whole.nodes["start"].answers == (kept,)
    assert whole.nodes["koffie"].kind == Kind.LEAF
