"""Help that finds each other: what a neighbourhood needs, and the way to who can help.

Need (behoefte): what people here look for, kept without a person. Guide (vraagwijzer): a short
tree of questions in plain words that ends in something to do and somebody who is there.
Later here: help requests and offers, agreements, matches, arrangements, referrals.

Not here: what there is to do or to go to (activities), a resident's own path (paths).
"""
