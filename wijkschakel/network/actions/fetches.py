"""Fetching a page of others, with a sentence for a person when that does not work out."""

from django.conf import settings
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.network.fetching import Fetched, Limits, NotFetched, fetch


class FetchRefused(Refused):
    """A page that was not fetched; the code says why to the software."""

    def __init__(self, error: NotFetched) -> None:
        super().__init__(sentence_of(error))
        self.code = error.code


def fetch_page(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: str = "*/*",
    limits: Limits | None = None,
) -> Fetched:
    """Get a page; `NotChanged` goes through as it is."""
    try:
        return fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            accept=accept,
            agent=f"Wijkschakel (+{settings.BASE_URL})",
            limits=limits or Limits(),
            allowed=settings.FETCH_HOSTS,
        )
    except NotFetched as error:
        raise FetchRefused(error) from error


def sentence_of(error: NotFetched) -> str:
    """Say what happened and what to do; what we had before is always kept."""
    return _sentences()[error.code] % {"host": error.host, **error.facts}


def _sentences() -> dict[str, str]:
    return {
        "address": _("Dit is geen webadres dat werkt. Kijk of het goed is overgenomen."),
        "scheme": _("Dit adres begint niet met https:// of http://. Kies een gewoon webadres."),
        "credentials": _(
            "In dit adres staat een naam of wachtwoord. Haal die weg of vraag een openbaar adres."
        ),
        "port": _(
            "%(host)s gebruikt een ongewone poort (%(port)s). "
            "Vraag de beheerder om die toe te laten."
        ),
        "unknown_host": _("%(host)s is niet gevonden. Kijk of het adres klopt."),
        "inside": _(
            "%(host)s ligt binnen een eigen netwerk. Daar halen we niets op. "
            "De beheerder kan dit adres toelaten."
        ),
        "unreachable": _("%(host)s geeft geen antwoord. We hebben nog wat er was. Probeer later."),
        "not_trusted": _(
            "De verbinding met %(host)s is niet veilig: het certificaat klopt niet. "
            "We hebben niets opgehaald. Meld het aan de maker van de site."
        ),
        "downgrade": _(
            "%(host)s stuurt door naar een onveilig adres. We hebben niets opgehaald."
        ),
        "redirects": _("%(host)s blijft doorsturen. Vraag de maker om het juiste adres."),
        "too_large": _("%(host)s geeft te veel ineens. We hebben niets overgenomen."),
        "too_slow": _("%(host)s is te langzaam. We hebben nog wat er was. Probeer later."),
        "cut_off": _(
            "Het antwoord van %(host)s brak af. We hebben niets overgenomen. Probeer later."
        ),
        "packed": _("%(host)s geeft een ingepakt antwoord dat we niet kunnen lezen."),
        "garbled": _("Het antwoord van %(host)s is niet te lezen. We hebben niets overgenomen."),
        "gone": _("Deze pagina van %(host)s bestaat niet meer. Vraag om het nieuwe adres."),
        "busy": _("%(host)s is druk. We hebben nog wat er was en proberen het later weer."),
        "answer": _("%(host)s meldt een fout (%(status)s). We hebben nog wat er was."),
    }  # fmt: skip
