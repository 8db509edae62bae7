"""What a neighbourhood learns, and gives to others: what worked, and what did not.

Lesson (les): something new that is tried, with what is expected and until when; and later what
came of it. A failure is as welcome as a success. Use (gebruik): another party does it too.
A lesson is a public thing: nobody stands in it, of who wrote it the organisation or the district.

Not here: how far a resident is with a training (paths), whether it had an effect (outcomes).
"""
