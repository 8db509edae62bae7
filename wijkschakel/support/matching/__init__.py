"""Who can help whom, and which matches together help most: plain Python, no Django, no clock.

`rules` is the readable truth, `weights` what a match is worth; both, and `suggest`, need nothing
but Python. `region.plan_region` makes the plan of a region and needs the extra `matching`.
Arrays: `instance`; all allowed pairs: `candidates`; the plan: `assignment`, `live`, `fairness`;
its proof: `certificate`; its reasons: `explanations`.
"""
