"""Names of languages, Dutch, English and their own, as the codes that we keep."""

import re

WORDS = {
    "nl": "nederlands dutch", "en": "engels english", "de": "duits german deutsch",
    "fr": "frans french français", "ar": "arabisch arabic", "tr": "turks turkish türkçe",
    "pl": "pools polish polski", "uk": "oekraïens oekraiens ukrainian", "ru": "russisch russian",
    "es": "spaans spanish español", "it": "italiaans italian", "pt": "portugees portuguese",
    "so": "somalisch somali", "ti": "tigrinya", "fa": "farsi perzisch persian dari",
    "ur": "urdu", "hi": "hindi", "zh": "chinees chinese mandarijn mandarin",
    "bg": "bulgaars bulgarian",
    "ro": "roemeens romanian", "hu": "hongaars hungarian", "ber": "berbers berber tamazight",
    "pap": "papiaments papiamento papiamentu", "srn": "sranan surinaams", "fy": "fries frisian",
    "ku": "koerdisch kurdish", "sk": "slowaaks slovak", "vi": "vietnamees vietnamese",
    "id": "indonesisch indonesian", "am": "amhaars amharic",
}  # fmt: skip
CODES = {word: code for code, words in WORDS.items() for word in words.split()}


def language_code(text: str) -> str:
    """Give the code of a language; a code is one already; another name stays as it is."""
    word = text.strip()
    if re.fullmatch(r"[A-Za-z]{2}(-[A-Za-z0-9]{2,8})?", word):
        return word.lower()[:2] + word[2:]
    return CODES.get(word.lower(), word[:60])


def languages_in(text: str) -> tuple[str, ...]:
    """Give the languages of a list in words."""
    words = [word for word in re.split(r"[,;/|&+]|\ben\b|\band\b", text) if word.strip()]
    return tuple(dict.fromkeys(language_code(word) for word in words[:30]))
