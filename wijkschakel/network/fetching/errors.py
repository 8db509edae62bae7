"""What may go wrong on the way, as a code and its facts; who shows it makes the sentence."""


class NotFetched(Exception):
    """A page that was not fetched: why, from whom, and the facts that belong to it."""

    def __init__(self, code: str, host: str = "", **facts: object) -> None:
        super().__init__(code, host, facts)
        self.code = code
        self.host = host
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}: {value}" for name, value in self.facts.items())
        return f"{self.host or 'this address'}: {WORDS[self.code]}{f' ({facts})' if facts else ''}"


class NotChanged(Exception):
    """The page is still the same as the one we have."""


WORDS = {
    "address": "no address that can be used",
    "scheme": "only http and https are fetched",
    "credentials": "the address holds a name or a password",
    "port": "an unusual port",
    "unknown_host": "this name cannot be found",
    "inside": "leads to an address inside a network; refused",
    "unreachable": "no connection",
    "not_trusted": "no safe connection: the certificate does not fit",
    "downgrade": "it redirects from https to http",
    "redirects": "it redirects too often",
    "too_large": "it is too large",
    "too_slow": "it takes too long",
    "cut_off": "the answer was cut off",
    "packed": "packed in a way that cannot be read",
    "garbled": "the answer cannot be understood",
    "gone": "it is not there any more",
    "busy": "it asks to come back later",
    "answer": "it answers with an error",
}
