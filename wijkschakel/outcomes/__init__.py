"""What it brings: social figures that residents steer by and funders can trust.

Indicator: what is counted, of whom, in which period. Reach (bereik): who takes part, beside who
lives there. Effect: what changed that would not have changed otherwise, with what is not known.
Disclosure: what may be published. Cube: counts per area, week, theme, group and answer.

Reads the facts of the rooms below; none of them knows it. Not here: what one resident sees of the
own path (paths), money (funding).
"""
