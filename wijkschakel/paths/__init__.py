"""Mijn pad: what a resident wants, does about it, and feels. The resident owns it and steers.

Need (behoefte), ambition (ambitie, with levels agreed up front), step (stap), check-in, own
indicator (eigen cijfer), instrument and measurement (meting), share (delen), conversation
(gezondheidsgesprek), moment (such as a re-indication talk), reminder, check-in card.

Not here: what the neighbourhood needs (support.Need is without a person), what there is to do
(activities), and any total over people (outcomes). Nobody but the owner opens a path.
"""
