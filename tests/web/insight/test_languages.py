"""A drawing that is kept is of one language."""

import pytest
from django.utils import translation

from wijkschakel.web.common import hundred

WORDS = {"nl": "belofte 25%", "en": "promise 25%"}


@pytest.mark.parametrize("order", [1, -1])
def test_the_promise_on_a_line_is_told_in_the_language_of_the_reader(order):
    for language in list(WORDS)[::order]:
        with translation.override(language):
            drawn = hundred.change_on_a_line(0.4, 0.1, 0.7 + order, 0.25)
        assert [code for code, word in WORDS.items() if word in drawn] == [language]
