"""The words for what is published: grades, verdicts, what is counted. Plain, with every number."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.outcomes.rules.said import Claim
from wijkschakel.web.common.hundred import percent

GRADES = ("A", "B", "C", "D", "E")
HEALTH = "feels_healthy"
UNKNOWN = "\N{EN DASH}"


def of_hundred(share: float) -> int:
    """Give a share as people of a hundred."""
    return round(share * 100)


def number(value: float) -> str:
    """Write a number: at most one decimal, none when it is whole."""
    rounded = round(value, 1)
    whole = rounded == int(rounded)
    shown = int(rounded) if whole else rounded
    return str(formats.number_format(shown, 0 if whole else 1, force_grouping=True))


def grade_name(grade: str) -> str:
    """Name a grade of evidence in one short sentence."""
    return {
        "A": _("Er is geloot. Dit is een bewezen effect."),
        "B": _("Vergeleken, ook over de tijd ervoor."),
        "C": _("Vergeleken met mensen die net zo begonnen."),
        "D": _("Een indicatie, geen bewezen effect."),
        "E": _("Alleen geteld."),
    }[grade]


def grade_short(grade: str) -> str:
    """Name a grade in one or two words, for a table."""
    return {
        "A": _("geloot"),
        "B": _("vergeleken over tijd"),
        "C": _("vergeleken"),
        "D": _("indicatie"),
        "E": _("geteld"),
    }[grade]


def compared_with(claim: Claim) -> str:
    """Say whom it is compared with, for a table."""
    if claim.comparison == "none":
        return _("niets")
    group = {
        "other_districts": _("mensen in andere wijken"),
        "waiting": _("mensen die nog wachten"),
    }[claim.comparison]
    return f"{claim.compared} {group}" if claim.compared else group


def level(claim: Claim, value: float | None) -> str:
    """Write a level in its unit: 62 van de 100, 21 weken, 14 per 1.000, een 7,2."""
    if value is None:
        return UNKNOWN
    if claim.unit == "share":
        return _("%(n)s van de 100") % {"n": of_hundred(value)}
    if claim.unit == "weeks":
        return ngettext("%(n)s week", "%(n)s weken", round(value)) % {"n": number(value)}
    if claim.unit == "per_thousand":
        return _("%(n)s per 1.000") % {"n": number(value)}
    return _("een %(n)s") % {"n": number(value)}


def headline(claim: Claim, title: str, counted: str = "") -> str:
    """Answer first: from so many to so many, or that nothing may be said yet."""
    if claim.verdict == "too_few" or claim.before is None or claim.after is None:
        return _("%(title)s: te weinig om iets te zeggen") % {"title": title}
    if claim.unit == "share":
        was, now = of_hundred(claim.before), of_hundred(claim.after)
        if counted == HEALTH:
            return _("Van %(was)s naar %(now)s van de 100 deelnemers die zich gezond voelen") % {
                "was": was,
                "now": now,
            }
        return _("%(title)s: van %(was)s naar %(now)s van de 100") % {
            "title": title,
            "was": was,
            "now": now,
        }
    return _("%(title)s: van %(was)s naar %(now)s") % {
        "title": title,
        "was": number(claim.before),
        "now": level(claim, claim.after),
    }


def lies_between(claim: Claim) -> str:
    """Say where it may lie too; empty when nothing may be said."""
    if claim.low is None or claim.high is None:
        return ""
    if claim.unit == "share":
        return _("Het kan ook tussen %(low)s en %(high)s liggen.") % {
            "low": of_hundred(claim.low),
            "high": of_hundred(claim.high),
        }
    if claim.change_low is None or claim.change_high is None:
        return _("Het ligt tussen %(low)s en %(high)s.") % {
            "low": level(claim, claim.low),
            "high": level(claim, claim.high),
        }
    return _("Het ligt tussen %(low)s en %(high)s.") % {
        "low": percent(claim.change_low),
        "high": percent(claim.change_high),
    }


def range_of(claim: Claim) -> str:
    """Write where it may lie, for a table: 63 tot 73 van de 100, +4% tot +27%."""
    if claim.low is None or claim.high is None:
        return UNKNOWN
    if claim.unit != "share" and claim.change_low is not None and claim.change_high is not None:
        told = {"low": percent(claim.change_low), "high": percent(claim.change_high)}
        return _("%(low)s tot %(high)s") % told
    if claim.unit == "share":
        told = {"low": str(of_hundred(claim.low)), "high": str(of_hundred(claim.high))}
        return _("%(low)s tot %(high)s") % told
    return _("%(low)s tot %(high)s") % {"low": number(claim.low), "high": number(claim.high)}


def promise(claim: Claim) -> str:
    """Say whether the promise is kept; empty when nothing was promised."""
    if claim.goal is None:
        return ""
    told = {"percent": round(claim.goal * 100), "level": level(claim, claim.goal_level)}
    if claim.verdict == "ceiling":
        return _("%(percent)s%% beter kan op deze schaal niet: het begin was al hoog.") % told
    if claim.verdict == "too_few" or claim.goal_level is None:
        return _("De belofte is %(percent)s%% beter. Of dat lukt, weten we nog niet.") % told
    sentence = {
        "reached": _("De belofte van %(percent)s%% beter is gehaald: dat is %(level)s."),
        "not_reached": _("De belofte van %(percent)s%% beter is niet gehaald: dat is %(level)s."),
        "unknown": _(
            "De belofte van %(percent)s%% beter kan gehaald zijn, maar zeker is dat niet:"
            " dat is %(level)s."
        ),
    }[claim.reached]
    return sentence % told


def verdict(claim: Claim) -> str:
    """Say in one sentence what may be concluded."""
    if claim.verdict == "too_few":
        if claim.unit == "per_thousand":
            return _("Het gebeurde nog te weinig om te vergelijken.")
        if claim.missing_pairs:
            return _("Er zijn nog %(n)s mensen meer nodig die twee keer antwoorden.") % {
                "n": claim.missing_pairs
            }
        return _("Er zijn minstens 20 mensen nodig die twee keer antwoorden.")
    if claim.verdict == "change":
        return _("Dit verschil is groter dan toeval.")
    return _("Dit verschil kan ook toeval zijn.")


def why_this_grade(claim: Claim) -> list[str]:
    """Explain in short sentences how sure this is, and what is missed."""
    told: list[str] = []
    if claim.pairs is not None and claim.unit != "per_thousand":
        told.append(_("We vroegen %(n)s mensen twee keer hetzelfde.") % {"n": claim.pairs})
    elif claim.after is not None and claim.unit != "per_thousand":
        told.append(
            _("Hoeveel mensen dit zijn, zeggen we nu niet. Naast andere cijfers zou het over"
              " minder dan tien mensen gaan.")
        )  # fmt: skip
    if claim.comparison == "none" and claim.unit != "per_thousand":
        told.append(
            _(
                "Er is geen groep om mee te vergelijken. Mensen die zich slecht voelen,"
                " gaan zich later vaak vanzelf beter voelen."
            )
        )
    elif claim.comparison != "none" and claim.after is not None:
        told.append(_("Vergeleken met %(who)s.") % {"who": compared_with(claim)})
    if claim.grade == "B":
        told.append(_("Voordat het begon, ging het bij beide groepen hetzelfde."))
    if claim.dropped and claim.pairs:
        share = of_hundred(claim.dropped / (claim.dropped + claim.pairs))
        told.append(
            _("%(n)s van de 100 deden de tweede keer niet mee. Die missen we.") % {"n": share}
        )
    if claim.smallest is not None:
        told.append(
            _("Een verschil kleiner dan %(n)s%% zien we met zo veel mensen niet.")
            % {"n": round(abs(claim.smallest) * 100)}
        )
    return told


def naive(claim: Claim) -> str:
    """Say what plain counting would have said; empty when that is not known."""
    if claim.naive is None:
        return ""
    return _("Gewoon tellen zegt %(naive)s. Dat telt mee wat vanzelf gebeurt.") % {
        "naive": percent(claim.naive)
    }
