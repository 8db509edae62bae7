"""One arrangement for many questions: a shared meal, a walking group, a ride together.

Plain Python on arrays, no Django, no clock. `rules` are the readable truth, `options` lists what
could be arranged, `bound` says how far any plan can reach and at what prices, `dive` makes a plan
of those prices, `renew` decides parts of it anew, `exact` solves small towns part by part,
`planning` puts them together and shows the frontier of people and euros.
"""
