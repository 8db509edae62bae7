"""Every reason of a reader as a code and its facts; who shows it makes the sentence."""

import re

Facts = dict[str, str]
OTHER = "other"
NAME = r"(?P<name>[^:]{1,200}): "

# code -> how a reader says it. The first that fits counts.
_REASONS = {
    # one row that cannot be taken over
    "no_title": r"no title",
    "no_title_no_text": r"no title and no text",
    "no_name": r"no name",
    "name_without_letters": r"a name without letters",
    "no_start": r"(?:a part of it: )?(?:no start|no start that can be read)",
    "no_date": r"no date that can be read",
    "private": r"marked as private by its maker",
    "too_far_away": r"no session within a year before and after today",
    "too_often": r"repeats more than four times a day",
    "strange_repeat": r"(?:a part of it: )?repeats in a way that is not read: only days and "
    r"weeks are",
    "kinds_differ": r"start and end are not of the same kind",
    "strange_year": r"(?:a part of it: )?the year (?P<year>-?\d+) cannot be right",
    "ends_first": r"(?:a part of it: )?it ends before it starts",
    "broken_schedule": r"a schedule that cannot be read|a schedule without start",
    "not_an_event": r"(?:a part of it: )?not an event(?:: (?P<what>.*))?",
    "not_a_service": r"(?:not a service(?:: (?P<what>.*))?|no status and no organisation; "
    r"not a service)",
    "name_only": r"a name only: no place, no telephone, no hours",
    "duplicate_latest": r"duplicate id: the latest version is kept",
    "duplicate_first": r"duplicate id: the first one is kept",
    "duplicate_moment": r"duplicate id: the same event at the same moment"
    r"|the same activity at the same moment|duplicate: two at the same moment",
    "same_as_line": r"the same as line (?P<line>\d+)",
    "twice_in_feed": r"twice in the feed: the first is kept",
    "lines_unreadable": r"its lines cannot be read",
    "cut_off_item": r"cut off: no END:(?P<what>\w+)",
    "not_understood": r"cannot be understood \((?P<what>\w+)\)",
    "no_series": r"a session of a series that is not in the feed",
    "feed_no_record": r"not a record",
    "feed_no_id": r"a record without kind or id",
    "feed_no_change": r"a record without the moment of its change",
    "feed_no_state": r"a record that is neither updated nor deleted",
    "feed_long_record": r"a record of more than (?P<most>\d+) signs",
    # a feed that cannot be followed
    "feed_pages": r"more than (?P<most>\d+) pages; the rest follows next time",
    "feed_no_json": r"a page that is no JSON",
    "feed_no_items": r"a page without items",
    "feed_many_items": r"more than (?P<most>\d+) items on a page",
    "feed_no_next": r"a page that does not say which is next|a next page that is no address",
    "feed_other_host": r"a next page on another host",
    "feed_names_itself": r"a page with items that names itself as the next",
    "feed_circle": r"the pages go round in a circle|page after page with the same items",
    # read otherwise than it stands there
    "zone_unknown": r"unknown time zone(?: (?P<zone>.+))?; (?:Dutch time is assumed"
    r"|read as Europe/Amsterdam)",
    "zone_missing": r"no time zone; read as (?P<zone>.+)",
    "line_left_out": r"a line that cannot be read is left out",
    "id_made": r"no id of its own; one is made from .+",
    "nearest_kept": r"more than (?P<most>\d+) sessions; the nearest are kept",
    "only_changes": r"only changed occurrences of a repeating event are in the file",
    "hour_assumed": r"no end; one hour is assumed",
    "whole_day": r"no time; the whole day is taken",
    "half_a_year": r"only a day of the week; kept for half a year",
    "day_by_day": r"lasts more than a day; kept as one session per day",
    "rest_not_read": r"more than (?P<most>\d+) (?:items|events|services); the "
    r"(?:rest is not (?:read|kept)|first are read)",
    "strange_date": r"a date that cannot be right; left out",
    "status_unknown": r"no status that is known; taken as active",
    "repeats_in_words": r"repeats otherwise than by week or month; kept in words only",
    "not_on_earth": r"a point that is not on earth; left out",
    "points_nowhere": r"points to (?P<what>\w+) that are not in the package"
    r"|a row of (?P<table>\w+) points to a service that is not there",
    "older_version": r"an older version came after a newer one; the newer is kept",
    "two_ids": r"one thing under two ids; the latest is kept",
    "other_moment": r"the same event at another moment; kept as one activity",
    "strange_price": r"a price in (?P<what>.+); not taken over",
    "formula": r"a formula, or one that went wrong; only its text is kept",
    # a file that cannot be read, or read with care
    "empty_file": NAME + r"the file is empty\.",
    "other_file": NAME + r"this is (?:a zip archive|a 7-zip|a PDF|an old spreadsheet).*",
    "not_opened": NAME + r"cannot be opened .*",
    "damaged": NAME + r"(?:the file is cut off or damaged .*|this feed is damaged\.|is locked or "
    r"damaged in the zip\.|is no folder and no zip that can be read\."
    r"|this spreadsheet is damaged .*)",
    "too_large": NAME + r"(?:more than \d+ MB.*|\d+ MB (?:is more than|is too large).*"
    r"|unpacks to .*|a sheet of \d+ MB.*|the compressed file swells .*)",
    "too_many": NAME
    + r"more than (?P<most>\d+) (?:events|files|rows)(?:; this is no package)?\..*",
    "rows_not_read": NAME + r"more than (?P<most>\d+) (?:rows|columns); the rest is not read\..*",
    "too_wide": NAME + r"(?:more than (?P<most>\d+) columns; more than .*|line \d+ is longer .*)",
    "no_calendar": NAME + r"(?:no BEGIN:VCALENDAR.*|no \.ics files in this folder\.)",
    "no_feed": NAME + r"this is no RSS and no Atom\.",
    "no_openactive": NAME + r"no items of an OpenActive feed were found\.",
    "no_json": NAME + r"(?:this is not JSON .*|not valid Unicode text\..*)",
    "no_package": NAME + r"no services\.csv in it.*",
    "no_name_column": NAME + r"no column (?:'name'|with names was found).*",
    "no_spreadsheet": NAME + r"a zip, but no spreadsheet\..*",
    "dangerous": NAME + r"holds definitions that a (?:feed|spreadsheet) never .*",
    "quotes": NAME + r"(?:line \d+ cannot be read as a table .*|before line \d+ a quotation .*)",
    "no_text": NAME + r"line \d+ (?:holds a NUL byte|is not the UTF-16|is neither UTF-8).*",
    "encodings": NAME + r"(?:mixed encodings|not UTF-8; read as).*",
    "sheet_hidden": NAME + r"the sheet (?P<what>.+) is hidden; not read\.",
    "after_the_end": NAME + r"text after the end of the JSON is not read\.",
    "not_well_formed": NAME + r"not well-formed; read as far as it goes\.",
    "page_json": r"a part of the page is JSON that cannot be read\.",
}
_PATTERNS = {code: re.compile(pattern, re.DOTALL) for code, pattern in _REASONS.items()}
# what is decided here, not by a reader
DECIDED = ("removed_here", "led_here", "looks_like", "already_here", "id_changed", "changed_here")
STAYS = ("joined", "led", "edited", "told", "owned", "suggested", "talked", "used")
CODES = (*_REASONS, *DECIDED, *STAYS, OTHER)


def code_of(reason: str) -> tuple[str, Facts]:
    """Give the code of a reason, and the facts in it.

    >>> code_of("the same as line 4")
    ('same_as_line', {'line': '4'})
    """
    for code, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(reason):
            facts = match.groupdict()
            return code, {name: value[:120] for name, value in facts.items() if value}
    return OTHER, {}
