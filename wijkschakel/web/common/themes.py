"""The pictogram of each theme."""

from wijkschakel.activities.models import Activity

Theme = Activity.Theme
ICONS: dict[str, str] = {
    Theme.MOVE: "walk",
    Theme.EAT: "eat",
    Theme.TALK: "talk",
    Theme.MAKE: "tool",
    Theme.LEARN: "learn",
    Theme.MUSIC: "music",
    Theme.GREEN: "garden",
    Theme.HELP: "help",
}
