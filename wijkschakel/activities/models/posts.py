"""News, the notice board and stories; what readers say below them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.activities.models.initiatives import Initiative
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class Post(models.Model):
    """Bericht: something to read, of a resident or of an organisation."""

    class Kind(models.TextChoices):
        NEWS = "news", _("nieuws")
        NOTICE = "notice", _("prikbord")
        STORY = "story", _("verhaal")
        TIP = "tip", _("tip van een buur")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een coördinator")
        PUBLISHED = "published", _("staat erop")
        DECLINED = "declined", _("niet geplaatst")
        REMOVED = "removed", _("weggehaald")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=Kind)
    title = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="post"
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", related_query_name="post"
    )
    initiative = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="post",
        help_text="news of this programme or initiative",
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="post"
    )
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="post"
    )
    shows_name = models.BooleanField(default=False, help_text="given name stands below it")
    state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(max_length=300, blank=True, help_text="why it is not there")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True, help_text="last day on the notice board")
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=600, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = [models.Index(fields=["district", "state", "published_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="post_once_per_source",
                violation_error_message=_("Dit bericht is al eerder overgenomen."),
            ),
            models.CheckConstraint(
                name="post_published_has_a_moment",
                condition=~Q(state="published") | Q(published_at__isnull=False),
                violation_error_message=_("Een geplaatst bericht heeft een moment."),
            ),
        ]

    class Privacy:
        personal = ["author", "shows_name", "title", "body"]
        kept = "notices 90 days after their last day; the rest until the author wipes"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Comment(models.Model):
    """Reactie: what a resident says below a post."""

    class State(models.TextChoices):
        VISIBLE = "visible", _("zichtbaar")
        REMOVED = "removed", _("weggehaald")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="comment"
    )
    text = models.CharField(max_length=1000)
    state = models.CharField(max_length=7, choices=State, default=State.VISIBLE)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        indexes = [models.Index(fields=["post", "made_at"])]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Schrijf eerst iets."),
            )
        ]

    class Privacy:
        personal = ["author", "text"]
        kept = "as long as the post, or until the author wipes"

    def __str__(self) -> str:
        return f"comment {self.pk}"


class PostReport(models.Model):
    """Melding: somebody finds that a post or a comment should not stand there."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="reports")
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        constraints = [
            models.CheckConstraint(
                name="postreport_settled_after_it_was_made",
                condition=Q(settled_at__isnull=True) | Q(settled_at__gte=models.F("made_at")),
                violation_error_message=_("Een melding is pas later afgehandeld."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "90 days after it was settled; who reported is not kept"

    def __str__(self) -> str:
        return f"report {self.pk}"
