"""The database refuses to change the journal, and to delete from it within five years.

Whoever owns the database can still take these triggers away; that is not something the
application does or offers.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON base_journalentry
    BEGIN
        SELECT RAISE(ABORT, 'the journal is never changed');
    END
    """,
    """
    CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON base_journalentry
    WHEN EXISTS (SELECT 1 FROM base_journalentry WHERE id = NEW.id)
    BEGIN
        SELECT RAISE(ABORT, 'the journal is never changed');
    END
    """,
    """
    CREATE TRIGGER journal_is_kept_five_years BEFORE DELETE ON base_journalentry
    WHEN julianday(OLD.at) IS NULL OR julianday(OLD.at) > julianday('now', '-5 years')
    BEGIN
        SELECT RAISE(ABORT, 'the journal is kept for five years');
    END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '5 years' THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'the journal is never changed' USING ERRCODE = '23514';
        END IF;
        RAISE EXCEPTION 'the journal is kept for five years' USING ERRCODE = '23514';
    END
    $$
    """,
    """
    CREATE TRIGGER journal_is_kept BEFORE UPDATE OR DELETE ON base_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_refuses()
    """,
    """
    CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON base_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()
    """,
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER journal_is_never_changed",
        "DROP TRIGGER journal_is_never_replaced",
        "DROP TRIGGER journal_is_kept_five_years",
    ),
    "postgresql": (
        "DROP TRIGGER journal_is_kept ON base_journalentry",
        "DROP TRIGGER journal_is_never_emptied ON base_journalentry",
        "DROP FUNCTION journal_refuses()",
    ),
}


def guard(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("base", "0002_attempts")]
    operations = [migrations.RunPython(guard, unguard)]
