"""Who may do what with guides, needs and help between people."""

from wijkschakel.support.permissions.helping import (
    may_ask_for,
    may_change_offer,
    may_change_request,
    may_offer_activity,
    may_say_who_does,
    may_settle_worry,
    may_sign,
    may_work_on,
    may_write_agreement,
    side_of,
    signs_for,
)
from wijkschakel.support.permissions.needs import may_edit_needs

__all__ = [
    "may_ask_for",
    "may_change_offer",
    "may_change_request",
    "may_edit_needs",
    "may_offer_activity",
    "may_say_who_does",
    "may_settle_worry",
    "may_sign",
    "may_work_on",
    "may_write_agreement",
    "side_of",
    "signs_for",
]
