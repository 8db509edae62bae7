"""Asking help together with somebody: for whom is the first question, and the yes is theirs."""

from tests.factories import helping, people
from tests.web.support.test_helping import page, town  # noqa: F401

WHOM, THEIRS = "Voor wie vraag je dit?", "Met deze knop zegt Fatma dat wij mogen zoeken."
MINE = "Met deze knop zeg je dat wij voor je mogen zoeken."


def test_for_whom_is_asked_first_and_the_yes_is_theirs(town, visit):  # noqa: F811
    people.make_delegate(town.fatma, town.jan, town.now)
    jan = visit(town.jan)
    assert WHOM in page(jan.get("/hulp/vragen/"))
    said = {
        "stap": "1", "words": "Wie doet mijn boodschappen?", "person": str(town.fatma.pk),
        "kind": "groceries", "languages": ["nl"],
    }  # fmt: skip
    second = page(jan.post("/hulp/vragen/", said))
    assert (WHOM in second, f'value="{town.fatma.pk}"' in second) == (False, True)
    last = page(jan.post("/hulp/vragen/", said | {"stap": "3"}))
    assert (THEIRS in last, MINE in last) == (True, False)
    alone = page(jan.post("/hulp/vragen/", said | {"stap": "3", "person": ""}))
    assert (THEIRS in alone, MINE in alone) == (False, True)
    other = page(jan.post("/hulp/vragen/", said | {"stap": "3", "person": str(town.noor.pk)}))
    assert town.noor.given_name not in other


def test_who_helps_nobody_is_not_asked_for_whom(town, visit):  # noqa: F811
    assert WHOM not in page(visit(town.jan).get("/hulp/vragen/"))


def test_who_looked_together_stands_there_with_the_reason(town, visit):  # noqa: F811
    people.make_delegate(town.fatma, town.jan, town.now)
    request = helping.make_request(town.fatma, "groceries")
    visit(town.jan).get(f"/hulp/vraag/{request.pk}/")
    looks = page(visit(town.fatma).get("/mijn/wie-keek/"))
    assert ("Om samen met jou in te vullen" in looks, "geen reden" in looks) == (True, False)
