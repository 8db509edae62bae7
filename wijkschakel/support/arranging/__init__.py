"""One arrangement for many questions: a shared meal, a walking group, a ride together.

Plain Python on arrays, no Django, no clock. `rules` are the readable truth, `options` lists what
could be arranged, `greedy` makes a plan, `search` changes it one arrangement at a time, `bound`
says how far any plan can reach, `exact` solves small towns part by part, `planning` puts them
together and shows the frontier of people and euros.
"""
