"""Who takes part, beside who lives there: plain Python, no Django, no clock.

`index` the reach of a group with its interval, expected shares, evenness over neighbourhoods ·
`inequality` the concentration index · `individual` the voluntary question, answered by some.
The figure by neighbourhood is called wijkbereik: it is not the reach of people with little money.
"""
