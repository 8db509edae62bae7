"""Purposes of consent, limits of cards and helpers: plain Python."""

import datetime as dt

DELEGATE_MAXIMUM = dt.timedelta(minutes=60)
EMERGENCY_LASTS = dt.timedelta(hours=3)
EMERGENCY_REASON_MINIMUM = 20
CARD_ATTEMPTS = 5
