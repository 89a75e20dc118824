"""Measure maps of pieces, time maps of takes, and what finds the markers of a measure."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = """
    CREATE TABLE measure_map (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        piece_id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT uq_measure_map UNIQUE (piece_id, sha256),
        FOREIGN KEY (piece_id) REFERENCES piece (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE time_map (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        submission_id TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT uq_time_map UNIQUE (submission_id),
        FOREIGN KEY (submission_id) REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_marker_measure ON marker (submission_id, measure_id, measure) WHERE measure IS NOT NULL;
    CREATE INDEX ix_submission_studied ON submission (piece_id, student_id, recorded_at, id)
"""


def upgrade() -> None:
    """Make the tables and indexes."""
    for statement in _STATEMENTS.split(";\n"):
        op.execute(statement.strip())
