"""The journal, the outbox and the count of visits."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField


class JournalEntry(models.Model):
    """One thing that was done or read: who, on behalf of whom, what, whose data, why, when.

    It has no foreign keys, so that it blocks nothing and outlives what it tells of. The
    database refuses to change it, and to delete it before its time (see the migrations).
    """

    class Kind(models.TextChoices):
        WRITE = "write", _("gewijzigd")
        READ = "read", _("bekeken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=5, choices=Kind)
    action = models.CharField(max_length=60, help_text="name of the action, as in the code")
    by = models.UUIDField(null=True, help_text="person who did it; empty: the system")
    on_behalf_of = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    about = models.UUIDField(null=True, db_index=True, help_text="person whose data it is")
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=60, blank=True, help_text="purpose, as a code")
    is_emergency = models.BooleanField(default=False)
    details = models.JSONField(default=dict, help_text="numbers and codes only, never free text")

    class Meta:
        verbose_name = _("regel in het logboek")
        indexes = [models.Index(fields=["object_kind", "object_id"])]

    class Privacy:
        personal = ["by", "on_behalf_of", "about"]
        kept = (
            "five years (accountability: article 5 GDPR); persons stay as a number without a name"
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class OutgoingMail(models.Model):
    """A letter on its way. It is kept until the mail server took it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        SENDING = "sending", _("wordt verstuurd")
        SENT = "sent", _("verstuurd")
        GIVEN_UP = "given_up", _("niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(
        max_length=120, unique=True, help_text="the same key is never sent twice"
    )
    person = models.UUIDField(null=True, db_index=True)
    to = EncryptedTextField()
    subject = EncryptedTextField()
    body = EncryptedTextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True, help_text="class of the error only")

    class Meta:
        verbose_name = _("uitgaande mail")
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(
                name="outgoingmail_sent_has_a_moment",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                violation_error_message=_("Een verstuurde mail heeft een moment van versturen."),
            )
        ]

    class Privacy:
        personal = ["person", "to", "subject", "body"]
        kept = "text is wiped 30 days after sending, the row after one year"

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class Visit(models.Model):
    """How often a page was opened on a day. Nothing about who."""

    day = models.DateField()
    page = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("bezoek")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "page"],
                name="visit_once_per_day_and_page",
                violation_error_message=_("Dit bezoek is al geteld."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: counts only"

    def __str__(self) -> str:
        return f"{self.day} {self.page}: {self.count}"


class Attempts(models.Model):
    """How often something was tried in a window of time, by a keyed hash of who tried."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("telling van pogingen")

    class Privacy:
        personal: list[str] = []
        kept = "until the window has passed, at most a day; a keyed hash, no address"

    def __str__(self) -> str:
        return f"{self.count} until {self.until:%H:%M}"


class SearchDocument(models.Model):
    """Something that can be found. Its words are in the postings; no words of rooms are here."""

    kind = models.CharField(max_length=20, help_text="what it is, named by the room that put it")
    thing_id = models.UUIDField()
    district_code = models.CharField(max_length=10, blank=True, db_index=True)
    language = models.CharField(max_length=12, default="nl")
    east = models.BigIntegerField(null=True, help_text="metres, so that all count in whole numbers")
    north = models.BigIntegerField(null=True)
    starts_at = models.DateTimeField(null=True, help_text="next time it takes place")
    starts_minute = models.BigIntegerField(null=True, help_text="the same in minutes since 1970")
    facets = models.TextField(blank=True, default="", help_text="space, words, space")
    digest = models.CharField(max_length=64, help_text="of the texts: the same is not put again")

    class Meta:
        verbose_name = _("vindbaar ding")
        indexes = [models.Index(fields=["kind", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id"],
                name="searchdocument_once_per_thing",
                violation_error_message=_("Dit staat al in de zoekmachine."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the thing can be found; a copy of what is public"

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"


class SearchWord(models.Model):
    """A word that somebody wrote in something that can be found."""

    text = models.CharField(max_length=60, unique=True)
    first_letters = models.CharField(max_length=2, db_index=True)
    last_letters = models.CharField(max_length=2, db_index=True)
    documents = models.PositiveIntegerField(
        default=0, help_text="in how many things it stands, counted when many are put and at night"
    )

    class Meta:
        verbose_name = _("woord")

    class Privacy:
        personal: list[str] = []
        kept = "until the search index is built again; single words of what is public"

    def __str__(self) -> str:
        return self.text


class SearchForm(models.Model):
    """Under which stems and halves a word is found, and how sure that is, of a thousand."""

    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="forms")
    form = models.CharField(max_length=61, db_index=True)
    quality = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("woordvorm")

    class Privacy:
        personal: list[str] = []
        kept = "as long as its word"

    def __str__(self) -> str:
        return f"{self.form} {self.quality}"


class SearchPosting(models.Model):
    """That a word stands in a document, and how much it says of it, of a thousand."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="postings")
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="postings", db_index=False)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("vindplaats van een woord")
        indexes = [models.Index(fields=["word", "document", "weight"])]

    class Privacy:
        personal: list[str] = []
        kept = "as long as its document"

    def __str__(self) -> str:
        return f"{self.word_id} {self.document_id}"


class SynonymGroup(models.Model):
    """Words that people use for the same thing, as changed at the desk.

    What the software brings along stands in a file; a group with its key takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    base_key = models.CharField(max_length=60, null=True, help_text="of the group it replaces")
    district_code = models.CharField(max_length=10, blank=True, help_text="empty: everywhere")
    words = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    is_off = models.BooleanField(default=False, help_text="taken away at the desk")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("groep synoniemen")
        constraints = [
            models.UniqueConstraint(
                fields=["base_key"],
                name="synonymgroup_replaces_once",
                violation_error_message=_("Deze groep is al een keer aangepast."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: words only; the journal tells who changed them"

    def __str__(self) -> str:
        return ", ".join(self.words)


class SynonymForm(models.Model):
    """The rough stem under which a group that was changed at the desk is looked up."""

    group = models.ForeignKey(SynonymGroup, models.CASCADE, related_name="forms")
    form = models.CharField(max_length=61, db_index=True)

    class Meta:
        verbose_name = _("woordvorm van een groep")

    class Privacy:
        personal: list[str] = []
        kept = "as long as its group"

    def __str__(self) -> str:
        return self.form
