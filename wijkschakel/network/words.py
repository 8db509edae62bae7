"""A sentence for a person about each reason: what it is, and what to do."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.queries.service_facts import LABELS
from wijkschakel.network.readers import reasons

SENTENCES: dict[str, Promise] = {
    "no_title": _("Er staat geen naam bij. Vul de naam in en probeer het nog eens."),
    "no_title_no_text": _("Er staat geen titel en geen tekst in."),
    "no_name": _("Er staat geen naam bij. Vul de naam in en probeer het nog eens."),
    "name_without_letters": _("De naam heeft geen letters. Kijk of de goede kolom gekozen is."),
    "no_start": _("Er staat niet bij wanneer het begint."),
    "no_date": _("De datum is niet te lezen. Schrijf hem als 21-11-2026."),
    "private": _("De maker heeft dit als privé gemerkt. We nemen het niet over."),
    "too_far_away": _("Dit is langer dan een jaar geleden, of over meer dan een jaar."),
    "too_often": _("Dit herhaalt vaker dan vier keer per dag. Dat past niet in een agenda."),
    "strange_repeat": _("De herhaling is niet te lezen. Alleen dagen en weken lukken."),
    "kinds_differ": _("Begin en einde passen niet bij elkaar: het ene is een dag, het andere een "
                      "tijd."),
    "strange_year": _("Het jaar %(year)s kan niet kloppen."),
    "ends_first": _("Het einde ligt voor het begin."),
    "broken_schedule": _("Het rooster is niet te lezen."),
    "not_an_event": _("Dit is geen activiteit. %(what)s"),
    "not_a_service": _("Dit is geen dienst. %(what)s"),
    "name_only": _("Er staat alleen een naam, geen plek, telefoon of tijd."),
    "duplicate_latest": _("Dit staat er twee keer in. De nieuwste versie is genomen."),
    "duplicate_first": _("Dit staat er twee keer in. De eerste is genomen."),
    "duplicate_moment": _("Dit staat er twee keer in, op hetzelfde moment."),
    "same_as_line": _("Dit is hetzelfde als regel %(line)s."),
    "twice_in_feed": _("Dit staat er twee keer in. De eerste is genomen."),
    "lines_unreadable": _("De regels zijn niet te lezen."),
    "cut_off_item": _("Dit stuk is afgebroken."),
    "not_understood": _("Dit is niet te begrijpen."),
    "no_series": _("Dit hoort bij een reeks die er niet in staat."),
    "feed_no_record": _("Dit is geen bericht van een bron."),
    "feed_no_id": _("Er staat niet bij wat het is."),
    "feed_no_change": _("Er staat niet bij wanneer het veranderde."),
    "feed_no_state": _("Er staat niet bij of het er nog is."),
    "feed_long_record": _("Dit bericht is te lang: meer dan %(most)s tekens."),
    "feed_pages": _("De bron heeft meer dan %(most)s bladzijden. De rest komt de volgende keer."),
    "feed_no_json": _("Een bladzijde van de bron is niet te lezen. We hebben nog wat er was."),
    "feed_no_items": _("Een bladzijde van de bron is leeg van vorm. We hebben nog wat er was."),
    "feed_many_items": _("Een bladzijde van de bron is te groot. We hebben nog wat er was."),
    "feed_no_next": _("De bron zegt niet waar het verder gaat. We hebben nog wat er was."),
    "feed_other_host": _("De bron wijst naar een ander adres. Daar gaan we niet heen."),
    "feed_names_itself": _("De bron wijst steeds naar zichzelf. We zijn gestopt met lezen."),
    "feed_circle": _("De bron draait in een rondje. We zijn gestopt met lezen."),
    "zone_unknown": _("Een onbekende tijdzone. We lezen het als Nederlandse tijd."),
    "zone_missing": _("Geen tijdzone. We lezen het als Nederlandse tijd."),
    "line_left_out": _("Een regel was niet te lezen en is weggelaten."),
    "id_made": _("Er staat geen eigen nummer bij. We maken er zelf een."),
    "nearest_kept": _("Meer dan %(most)s momenten. De dichtstbije zijn genomen."),
    "only_changes": _("Alleen de gewijzigde keren staan erin."),
    "hour_assumed": _("Geen eindtijd. We gaan uit van een uur."),
    "whole_day": _("Geen tijd. We gaan uit van de hele dag."),
    "half_a_year": _("Alleen een dag van de week. We zetten het een half jaar in de agenda."),
    "day_by_day": _("Dit duurt langer dan een dag. Het staat per dag in de agenda."),
    "rest_not_read": _("Meer dan %(most)s stuks. De rest is niet gelezen. Knip het in delen."),
    "strange_date": _("Een datum kan niet kloppen en is weggelaten."),
    "status_unknown": _("Er staat niet bij of het er nog is. We gaan uit van wel."),
    "repeats_in_words": _("De herhaling staat alleen in woorden."),
    "not_on_earth": _("Een punt op de kaart kan niet kloppen en is weggelaten."),
    "points_nowhere": _("Een rij wijst naar iets dat er niet in staat."),
    "older_version": _("Een oudere versie kwam na een nieuwere. De nieuwere is genomen."),
    "two_ids": _("Iets staat er onder twee nummers in. De laatste is genomen."),
    "other_moment": _("Dezelfde activiteit op een ander moment. Het is één activiteit geworden."),
    "strange_price": _("Een prijs in ander geld dan euro. Die is weggelaten."),
    "formula": _("In een vak staat een formule. Alleen de tekst is genomen."),
    "empty_file": _("Het bestand is leeg. Er is niets overgenomen. Kies een ander bestand."),
    "other_file": _("Dit soort bestand kunnen we niet lezen. Bewaar het als CSV of xlsx."),
    "not_opened": _("Het bestand kan niet open. Er is niets overgenomen."),
    "damaged": _("Het bestand is beschadigd. Er is niets overgenomen. Bewaar of haal het opnieuw."),
    "too_large": _("Het bestand is te groot. Er is niets overgenomen. Knip het in delen."),
    "too_many": _("Er staat te veel in: meer dan %(most)s. Er is niets overgenomen. Knip het in "
                  "delen."),
    "rows_not_read": _("Meer dan %(most)s rijen of kolommen. De rest is niet gelezen."),
    "too_wide": _("Het bestand is te breed om te lezen. Er is niets overgenomen. Laat alleen de "
                  "kolommen staan die je nodig hebt."),
    "no_calendar": _("Dit is geen agenda. Er is niets overgenomen. Vraag om een .ics-bestand."),
    "no_feed": _("Dit is geen nieuwsbron. Er is niets overgenomen."),
    "no_openactive": _("Dit is geen bestand van OpenActive. Er is niets overgenomen."),
    "no_json": _("Dit bestand is niet te lezen als JSON. Er is niets overgenomen."),
    "no_package": _("Er zit geen tabel met diensten in. Er is niets overgenomen. Kijk of dit het "
                    "goede pakket is."),
    "no_name_column": _("We zien geen kolom met namen. Er is niets overgenomen. Kies welke kolom "
                        "de naam is."),
    "no_spreadsheet": _("Dit is een zip, geen rekenblad. Bewaar het als xlsx of CSV."),
    "dangerous": _("In het bestand staat iets dat daar niet hoort. We lezen het niet. Vraag de "
                   "maker om een schoon bestand."),
    "quotes": _("De tabel is niet te lezen. Misschien sluit een aanhalingsteken niet."),
    "no_text": _("In het bestand staan tekens die geen tekst zijn. Bewaar het als UTF-8."),
    "encodings": _("Sommige letters zijn op een oude manier bewaard. Kijk de namen na."),
    "sheet_hidden": _("Een verborgen blad is niet gelezen."),
    "after_the_end": _("Wat na het einde staat, is niet gelezen."),
    "not_well_formed": _("De bron is niet netjes geschreven. We lazen zo ver als het ging."),
    "page_json": _("Een deel van de pagina is niet te lezen."),
    "removed_here": _("Dit is hier weggehaald. We zetten het niet terug."),
    "led_here": _("Een bewoner leidt dit. De tekst blijft zoals die hier staat."),
    "looks_like": _("Dit lijkt op iets dat hier al staat. Kijk of het hetzelfde is."),
    "already_here": _("Dit staat hier al. We vullen alleen aan wat nog leeg was."),
    "id_changed": _("De bron gaf dit een ander nummer. Het is hetzelfde gebleven."),
    "changed_here": _("Dit is hier veranderd: %(fields)s. Wat hier staat, blijft. De tekst van de "
                      "bron staat hieronder."),
    "joined": _("Er doen mensen mee. Dit blijft staan."),
    "led": _("Een bewoner leidt dit. Dit blijft staan."),
    "edited": _("Iemand heeft dit daarna veranderd. Die verandering blijft staan."),
    "told": _("Mensen hebben al gehoord dat het niet doorgaat. Dat blijft zo."),
    "owned": _("De eigenaar houdt dit zelf bij. Dit blijft staan."),
    "suggested": _("Iemand stelde hier een verandering voor. Dit blijft staan."),
    "talked": _("Iemand zei hier iets over. Dit blijft staan."),
    "used": _("Dit wordt ergens anders gebruikt. Dit blijft staan."),
    reasons.OTHER: _("Dit is niet te lezen. Vraag de beheerder om mee te kijken."),
}  # fmt: skip
ACTIVITY_WORDS: dict[str, Promise] = {
    "body": _("Tekst"),
    "title": _("Naam"),
    "venue_id": _("Plek"),
    "theme": _("Soort"),
    "source_url": _("Website"),
}


class _Facts(dict[str, Any]):
    """Facts of a sentence; one that is not known is left out."""

    def __missing__(self, key: str) -> str:
        return ""


def say(code: str, facts: dict[str, Any] | None = None) -> str:
    """Give the sentence of a code."""
    known = dict(facts or {})
    if isinstance(known.get("fields"), list):
        known["fields"] = ", ".join(label(name) for name in known["fields"])
    return (str(SENTENCES.get(code, SENTENCES[reasons.OTHER])) % _Facts(known)).strip()


def label(name: str) -> str:
    """Give the word for a field."""
    return str(ACTIVITY_WORDS.get(name) or LABELS.get(name) or name).lower()


def sentence(reason: str) -> str:
    """Give the sentence of what a reader said."""
    return say(*reasons.code_of(reason))
