"""One arrangement for many questions: a shared meal, a walking group, a ride together.

Plain Python on arrays, no Django, no clock. `rules` are the readable truth, `options` lists what
could be arranged, `greedy` makes a plan at once, `bound` says how far any plan can reach, `exact`
improves theme by theme, `planning` puts them together and shows the frontier of people and euros.
"""
