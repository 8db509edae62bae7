"""What may go wrong and was foreseen."""


class Refused(Exception):
    """Something that cannot be done now, said in a sentence that a person can read.

    The sentence says what happened, what is kept and what to do. Pages show it with
    status 422; it is not an error of the software and is not logged as one.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
