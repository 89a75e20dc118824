"""What an endpoint has told: the base beneath the outbox, pages on their way, what was sent, and the tray."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = """
    CREATE TABLE sync (
        number INTEGER NOT NULL PRIMARY KEY,
        epoch TEXT,
        staged_epoch TEXT,
        from_zero BOOLEAN NOT NULL,
        clock_ms INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL,
        CONSTRAINT ck_sync_is_one CHECK (number = 1)
    );
    INSERT INTO sync (number, from_zero, clock_ms, seen_ms) VALUES (1, 0, 0, 0);
    CREATE TABLE base (
        id TEXT NOT NULL PRIMARY KEY,
        entity TEXT NOT NULL,
        channel TEXT NOT NULL,
        fields TEXT NOT NULL
    );
    CREATE INDEX ix_base_channel ON base (channel);
    CREATE TABLE cursor (
        channel TEXT NOT NULL PRIMARY KEY,
        seq INTEGER NOT NULL
    );
    CREATE TABLE staged (
        id TEXT NOT NULL PRIMARY KEY,
        entity TEXT NOT NULL,
        channel TEXT NOT NULL,
        fields TEXT,
        erased BOOLEAN NOT NULL
    );
    CREATE TABLE staged_cursor (
        channel TEXT NOT NULL PRIMARY KEY,
        seq INTEGER NOT NULL
    );
    CREATE TABLE waiting (
        id TEXT NOT NULL,
        waits_for TEXT NOT NULL,
        PRIMARY KEY (id, waits_for)
    );
    CREATE INDEX ix_waiting_for ON waiting (waits_for);
    ALTER TABLE outbox ADD COLUMN verdict TEXT;
    CREATE INDEX ix_outbox_row ON outbox (row_id);
    CREATE TABLE kept (
        place INTEGER NOT NULL PRIMARY KEY,
        mid TEXT NOT NULL UNIQUE,
        op TEXT NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        channel TEXT NOT NULL,
        "values" TEXT NOT NULL,
        saw TEXT NOT NULL,
        at_ms INTEGER NOT NULL
    );
    CREATE TABLE tray (
        place INTEGER NOT NULL PRIMARY KEY,
        mid TEXT NOT NULL UNIQUE,
        op TEXT NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        channel TEXT NOT NULL,
        "values" TEXT NOT NULL,
        saw TEXT NOT NULL,
        reason TEXT NOT NULL,
        at_ms INTEGER NOT NULL
    );
    CREATE INDEX ix_tray_row ON tray (row_id)
"""


def upgrade() -> None:
    """Make the tables."""
    for statement in _STATEMENTS.split(";\n"):
        op.execute(statement.strip())
