"""Encrypted text: only here, only in this row and field, only with our keys."""

import base64
import pickle

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.people import make_person
from wijkschakel.base import fields
from wijkschakel.people.models import Notice, Person
from wijkschakel.upkeep import keys

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
TEXTS = {
    "five hundred letters": "a" * 500,
    "a name with marks": "Zoë Özdemir-van 't Hof",
    "right to left": "اكتب ما تحب \u202eتحب",
    "emoji": "👩‍🦽🫖❤️",
    "several lines": "een\r\n\ntwee\x00drie",
    "looks sealed": "k1:bm90IHNlYWxlZA==",
    "spaces only": "   ",
}


def column(table, name, number):
    """Read what really stands in the database."""
    number = number.hex if connection.vendor == "sqlite" else number
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table} WHERE id = %s", [number])  # noqa: S608
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_comes_back_and_is_not_readable_in_the_database(text):
    person = make_person(likes=text)
    assert Person.objects.get(pk=person.pk).likes == text
    assert text not in column("people_person", "likes", person.pk)


@given(st.text(max_size=300))
def test_what_is_sealed_opens_again(text):
    assert fields.unseal(fields.seal(text, "a.b:1"), "a.b:1") == text


@given(st.text(max_size=100))
def test_noise_is_refused_and_does_not_crash(noise):
    with pytest.raises(fields.CannotDecrypt):
        fields.unseal(noise, "a.b:1")


def test_the_same_text_is_never_sealed_the_same_way():
    assert len({fields.seal("thee", "a.b:1") for _time in range(50)}) == 50


@pytest.mark.django_db
def test_empty_stays_empty_and_is_found_as_such():
    person = make_person(likes="")
    assert column("people_person", "likes", person.pk) == ""
    assert list(Person.objects.filter(likes="")) == [person]


@pytest.mark.django_db
def test_text_moved_to_another_row_is_refused():
    fatma, sam = make_person(likes="dansen"), make_person(likes="vissen")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET likes = (SELECT p.likes FROM people_person p "
                       "WHERE p.given_name = %s)", [fatma.given_name])  # fmt: skip
    assert Person.objects.get(pk=fatma.pk).likes == "dansen"
    with pytest.raises(fields.CannotDecrypt, match="moved or changed"):
        _ = Person.objects.get(pk=sam.pk).likes


@pytest.mark.django_db
def test_text_moved_to_another_field_is_refused():
    fatma = make_person(likes="dansen", brings="soep")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET brings = likes")
    with pytest.raises(fields.CannotDecrypt, match=r"people_person\.brings"):
        _ = Person.objects.get(pk=fatma.pk).brings


@pytest.mark.django_db
def test_text_that_was_changed_by_one_letter_is_refused():
    sealed = fields.seal("dansen", "a.b:1")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with pytest.raises(fields.CannotDecrypt):
        fields.unseal(changed, "a.b:1")


@pytest.mark.django_db
def test_a_row_with_deferred_text_opens_it_when_asked():
    person = make_person(likes="dansen", brings="soep")
    assert Person.objects.only("pk").get(pk=person.pk).likes == "dansen"
    assert Person.objects.defer("likes").get(pk=person.pk).likes == "dansen"
    row = Person.objects.get(pk=person.pk)
    row.given_name = "Fatma"
    row.save()
    row.refresh_from_db()
    assert (row.likes, row.brings) == ("dansen", "soep")
    assert pickle.loads(pickle.dumps(row)).likes == "dansen"  # noqa: S301


@pytest.mark.django_db
def test_searching_in_encrypted_text_is_refused_loudly():
    make_person(likes="dansen")
    with pytest.raises(TypeError, match="cannot be searched"):
        Person.objects.filter(likes="dansen").exists()
    with pytest.raises(TypeError, match="cannot be searched"):
        Person.objects.update(likes="vissen")


@pytest.mark.django_db
def test_without_the_key_the_sentence_says_which_key_and_not_the_text(settings):
    settings.FIELD_KEYS = [OLD]
    person = make_person(likes="dansen")
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(fields.CannotDecrypt) as refused:
        _ = Person.objects.get(pk=person.pk).likes
    assert str(refused.value) == (
        f"people_person.likes:{person.pk} cannot be read: its key 'old' is not in "
        "WIJKSCHAKEL_FIELD_KEYS, or the text was moved or changed"
    )


@pytest.mark.parametrize("secret", ["", "kort", "é", base64.b64encode(b"x" * 16).decode()])
def test_a_key_that_is_no_key_is_named_and_not_shown(settings, secret):
    settings.FIELD_KEYS = [f"k9:{secret}"]
    with pytest.raises(fields.WrongKey, match="'k9' of WIJKSCHAKEL_FIELD_KEYS") as refused:
        fields.seal("thee", "a.b:1")
    assert secret == "" or secret not in str(refused.value)


@pytest.mark.django_db
def test_rotating_seals_everything_with_the_new_key_and_twice_is_once(settings, capsys):
    settings.FIELD_KEYS = [OLD]
    people = [make_person(likes=f"thee {number}") for number in range(7)]
    Notice(person=people[0], text="Dag", made_at=people[0].joined_at).save()
    settings.FIELD_KEYS = [NEW, OLD]
    assert [person.likes for person in Person.objects.filter(pk=people[3].pk)] == ["thee 3"]
    assert keys.rotate(batch=2).resealed == 8
    assert keys.rotate(batch=2).resealed == 0
    settings.FIELD_KEYS = [NEW]
    assert {person.likes for person in Person.objects.all()} == {f"thee {n}" for n in range(7)}
    assert Notice.objects.get().text == "Dag"
    call_command("rotate_keys")
    assert "De oude mag weg" in capsys.readouterr().out


@pytest.mark.django_db
def test_rotating_without_the_old_key_says_so_and_changes_nothing(settings):
    settings.FIELD_KEYS = [OLD]
    person = make_person(likes="thee")
    settings.FIELD_KEYS = [NEW]
    before = column("people_person", "likes", person.pk)
    with pytest.raises(CommandError, match="Haal nog geen oude sleutel weg"):
        call_command("rotate_keys")
    assert column("people_person", "likes", person.pk) == before


@pytest.mark.django_db
def test_rotating_leaves_alone_what_somebody_wrote_meanwhile(settings):
    settings.FIELD_KEYS = [OLD]
    person = make_person(likes="thee")
    likes = Person._meta.get_field("likes")
    stale = fields.Sealed(column("people_person", "likes", person.pk))
    person.likes = "koffie"
    person.save()
    settings.FIELD_KEYS = [NEW, OLD]
    rotation = keys.Rotation()
    keys._reseal(likes, person.pk, stale, rotation)
    assert rotation.resealed == 0
    assert Person.objects.get(pk=person.pk).likes == "koffie"


def test_a_new_key_works(settings, capsys):
    call_command("rotate_keys", "--new-key")
    settings.FIELD_KEYS = [capsys.readouterr().out.strip()]
    assert fields.unseal(fields.seal("thee", "a.b:1"), "a.b:1") == "thee"
