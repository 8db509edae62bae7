"""Pages of help between people: asking, offering, finding each other, agreements.

What two people read of one another before both said yes is in `common/helping.py`: no names.
"""
