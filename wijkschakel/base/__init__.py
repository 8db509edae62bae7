"""Ground floor: clock, errors, journal, outbox, encrypted fields, text. No domain words."""
