"""Single values as people write them: days, clock times, numbers, telephone, e-mail, yes and no."""

import datetime as dt
import math
import re

from wijkschakel.network.readers.plaintext import line, web_address

MONTHS = {
    name[:3]: number
    for names in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
} | {"mrt": 3}
ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[t ].*)?")
WORD_DAY = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:e|ste|de|th|st|nd|rd)? ([a-z]{3,9})\.?,? (\d{4})(?: .*)?"
)
WORD_DAY_US = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?: .*)?")
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(am|pm|uur|u|h)?(?:z|[+-]\d{2}:?\d{2})?"
)
EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
PHONE = re.compile(r"[+(]?[\d][\d ()/.\u2011\u2013-]{5,24}")
POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})?")
YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x", "✓", "v"}
NO = {"nee", "n", "no", "false", "onwaar", "0", "-"}
EPOCH = dt.date(1899, 12, 30)
SERIALS = range(20_000, 80_000)


def text_of(value: object, most: int = 500) -> str:
    """Give one line, of whatever stands there."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return line(value, most)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float):
        return str(value)[:most]
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return ""


def day_of(value: object, *, with_serials: bool = False) -> dt.date | None:
    """Read a day; the Dutch order is meant when it may be either."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = text_of(value, 60).lower()
    if not text:
        return None
    if with_serials and re.fullmatch(r"\d{5}(\.\d+)?", text):
        number = int(float(text))
        return EPOCH + dt.timedelta(days=number) if number in SERIALS else None
    if match := ISO_DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := DUTCH_DAY.fullmatch(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        first, second = int(match[1]), int(match[2])
        return _day(year, second, first) or _day(year, first, second)
    if match := WORD_DAY.fullmatch(text):
        return _day(int(match[3]), MONTHS.get(match[2][:3], 0), int(match[1]))
    if match := WORD_DAY_US.fullmatch(text):
        return _day(int(match[3]), MONTHS.get(match[1][:3], 0), int(match[2]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def time_of(value: object) -> dt.time | None:
    """Read a clock time: 9.30, 09:30:00, 9 uur, 2pm, 1400; the part of a day in a sheet."""
    if isinstance(value, dt.datetime):
        return value.time().replace(tzinfo=None)
    if isinstance(value, dt.time):
        return value.replace(tzinfo=None)
    if isinstance(value, float) and 0 <= value < 1:
        return _time(*divmod(round(value * 24 * 60), 60))
    text = text_of(value, 40).lower()
    if re.fullmatch(r"[012]\d[0-5]\d", text):
        return _time(int(text[:2]), int(text[2:]))
    match = CLOCK.fullmatch(text)
    if not match:
        return None
    hour = int(match[1])
    if match[3] in ("am", "pm"):
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return _time(hour, int(match[2] or 0))


def _time(hour: int, minute: int) -> dt.time | None:
    if hour == 24 and minute == 0:
        return dt.time(23, 59)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def number_of(value: object) -> float | None:
    """Read a number; a comma may be the sign before the decimals."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    text = text_of(value, 60).replace(" ", "")
    if "," in text and "." in text:
        text = text.replace("." if text.rfind(",") > text.rfind(".") else ",", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,12}(\.\d{0,15})?|\.\d{1,15})", text, re.ASCII):
        return None
    return float(text)


def whole_of(value: object, most: int = 1000) -> int | None:
    """Read a whole number from nought up."""
    number = number_of(value)
    return int(number) if number is not None and 0 <= number <= most else None


def email_of(value: object) -> str:
    """Read the first address for mail."""
    match = EMAIL.search(text_of(value).removeprefix("mailto:"))
    return match[0] if match else ""


def phone_of(value: object) -> str:
    """Read a telephone number as it is written; without enough figures it is none."""
    text = text_of(value, 80).strip("\"' ").removeprefix("tel:")
    match = PHONE.search(text)
    if not match:
        return text if re.fullmatch(r"1\d{2,3}|0900[- ]?\d{4}|0800[- ]?\d{4}", text) else ""
    digits = sum(sign.isdigit() for sign in match[0])
    return match[0].strip(" /.-") if 7 <= digits <= 15 else ""


def url_of(value: object) -> str:
    """Read a web address; www. in front is enough."""
    text = text_of(value, 700)
    if text.lower().startswith("www."):
        text = f"https://{text}"
    return web_address(text)


def postcode_of(value: object) -> str:
    """Read a Dutch postcode, of four figures or with its letters."""
    match = POSTCODE.fullmatch(text_of(value, 20))
    return f"{match[1]}{(match[2] or '').upper()}" if match else ""


def yes_no(value: object) -> bool | None:
    """Read yes or no."""
    if isinstance(value, bool):
        return value
    word = text_of(value, 20).lower()
    return True if word in YES else False if word in NO else None


def cents_of(value: object) -> int | None:
    """Read a price in euros as cents; free is nought."""
    if value is None:
        return None
    text = text_of(value, 80).lower()
    if text in ("gratis", "free", "geen", "vrij", "kosteloos", "€ 0", "nvt"):
        return 0
    bare = re.sub(r"^(?:€|eur|euro)\s*|\s*(?:€|eur|euro|p\.?p\.?)$|,-+$|\.-+$", "", text)
    number = number_of(bare)
    return round(number * 100) if number is not None and 0 <= number < 100_000 else None


def point_of(longitude: object, latitude: object) -> tuple[float, float] | None:
    """Read a point on earth; nought, nought is where nobody lives."""
    east, north = number_of(longitude), number_of(latitude)
    if east is None or north is None or (east == 0 and north == 0):
        return None
    return (east, north) if abs(east) <= 180 and abs(north) <= 90 else None
