"""The one door through which figures about people leave: plain Python, no Django, no clock.

`frames` the areas, groups and answers that are counted · `catalogue` which tables exist ·
`primary` what is too small to say · `guard` when a figure may change · `secondary` (and `argus`)
what else must be kept back · `system` the audit: what a reader could work out from everything that
was ever said · `history` and `ledger` what was said · `gateway` all of it in one call · `beside`
tables of the same people · `overlap` sums of cells of several tables, and `gathering` which of
those leave nearly nobody · `agreed` every table that was ever agreed on · `claims` what may be said
of a change, through the same ledger.
"""
