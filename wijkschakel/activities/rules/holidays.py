"""Days on which most of the Netherlands is free: an organiser may want to leave them out.

Only what follows from a rule. The other school holidays differ per part of the country and per
year, and are for the organiser to say.
"""

import datetime as dt

DAY = dt.timedelta(days=1)


def easter(year: int) -> dt.date:
    """Give Easter Sunday: the Sunday after the full moon of the spring, by the church's tables.

    The moon is reckoned with the golden number and the two corrections of the calendar of 1582.
    """
    golden = year % 19
    century = year // 100
    sun_correction = century - century // 4
    moon_correction = (8 * century + 13) // 25
    epact = (19 * golden + sun_correction - moon_correction + 15) % 30
    # Two full moons on one day of the table are told apart by shifting the later years.
    epact -= epact // 28 * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    full_moon = dt.date(year, 3, 21) + epact * DAY
    return full_moon + ((6 - full_moon.weekday()) % 7 or 7) * DAY


def kings_day(year: int) -> dt.date:
    """Give the 27th of April, or the day before when that is a Sunday."""
    day = dt.date(year, 4, 27)
    return day - DAY if day.weekday() == 6 else day


def national(year: int) -> dict[dt.date, str]:
    """Give the national holidays of a year, by their code."""
    sunday = easter(year)
    return {
        dt.date(year, 1, 1): "new_year",
        sunday - 2 * DAY: "good_friday",
        sunday: "easter",
        sunday + DAY: "easter_monday",
        kings_day(year): "kings_day",
        dt.date(year, 5, 5): "liberation_day",
        sunday + 39 * DAY: "ascension",
        sunday + 49 * DAY: "pentecost",
        sunday + 50 * DAY: "pentecost_monday",
        dt.date(year, 12, 25): "christmas",
        dt.date(year, 12, 26): "boxing_day",
    }


def school(day: dt.date) -> str:
    """Name the school holiday of the whole country in which a day falls; empty when in none.

    Christmas: two weeks, from the Saturday of 19 to 25 December. May: the week of King's Day, from
    Saturday up to and with Sunday of the week after.
    """
    for year in (day.year - 1, day.year):
        begin = _saturday_from(dt.date(year, 12, 19))
        if begin <= day <= begin + 15 * DAY:
            return "christmas_break"
    begin = _saturday_from(dt.date(day.year, 4, 21))
    return "may_break" if begin <= day <= begin + 8 * DAY else ""


def _saturday_from(day: dt.date) -> dt.date:
    return day + (5 - day.weekday()) % 7 * DAY


def name_of(day: dt.date) -> str:
    """Give the code of the holiday on this day, national before school; empty for none."""
    return national(day.year).get(day) or school(day)
