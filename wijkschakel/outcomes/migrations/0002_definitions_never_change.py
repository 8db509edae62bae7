"""The database refuses to change what a version of an indicator says.

It may end once, and who registered it is forgotten when they wipe. Whoever owns the database can
still take these triggers away; that is not something the application does or offers.
"""

from django.db import migrations

SAID = (
    "id", "region_id", "key", "version", "title", "words", "counted", "among", "period", "grouping",
    "level", "block", "target_percent", "target_on", "digest", "registered_at",
)
SAME = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in SAID)
# SQLite says IS NOT where the standard says IS DISTINCT FROM.
SAME_SQLITE = SAME.replace("IS DISTINCT FROM", "IS NOT")
FORGET = "(NEW.registered_by IS NOT NULL AND NEW.registered_by {differs} OLD.registered_by)"
END = "(OLD.ended_at IS NOT NULL AND NEW.ended_at {differs} OLD.ended_at)"
SENTENCE = "a registered definition never changes"

SQLITE = (
    f"""
    CREATE TRIGGER definition_never_changes BEFORE UPDATE ON outcomes_definition
    WHEN {SAME_SQLITE} OR {FORGET.format(differs="IS NOT")} OR {END.format(differs="IS NOT")}
    BEGIN
        SELECT RAISE(ABORT, '{SENTENCE}');
    END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION definition_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = '23514';
    END
    $$
    """,
    f"""
    CREATE TRIGGER definition_never_changes BEFORE UPDATE ON outcomes_definition
    FOR EACH ROW WHEN ({SAME} OR {FORGET.format(differs="IS DISTINCT FROM")}
        OR {END.format(differs="IS DISTINCT FROM")})
    EXECUTE FUNCTION definition_refuses()
    """,
)
UNDO = {
    "sqlite": ("DROP TRIGGER definition_never_changes",),
    "postgresql": (
        "DROP TRIGGER definition_never_changes ON outcomes_definition",
        "DROP FUNCTION definition_refuses()",
    ),
}


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_outcomes")]
    operations = [migrations.RunPython(guard, unguard)]
