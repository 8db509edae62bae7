"""What changed that would not have changed otherwise: plain Python, no Django, no clock.

`rules` what may be said, with which certainty (needs nothing but Python) · `change` paired change,
drop-out, comparison, chance · `averages` regression to the mean · `rates` counts per thousand ·
`synthetic` a district beside a mixture of others · `stepped` districts that start one after
another · `oracles` the same from statsmodels and diff-diff, to check by.
"""
