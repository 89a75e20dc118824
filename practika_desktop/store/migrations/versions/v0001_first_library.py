"""The first library: the domain's tables, the outbox, and the search index."""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
    CREATE TABLE desk (
        number INTEGER NOT NULL PRIMARY KEY,
        studio_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        teacher_id TEXT NOT NULL,
        last_n INTEGER NOT NULL,
        CONSTRAINT ck_desk_is_one CHECK (number = 1)
    );
    CREATE TABLE erased_file (
        sha256 TEXT NOT NULL PRIMARY KEY
    );
    CREATE TABLE media (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        owner VARCHAR(16) NOT NULL,
        owner_id TEXT NOT NULL,
        kind VARCHAR(16) NOT NULL,
        "key" TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        mime TEXT NOT NULL,
        file_name TEXT NOT NULL,
        state VARCHAR(16) NOT NULL,
        original_id TEXT,
        FOREIGN KEY (original_id) REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_media_hash ON media (sha256);
    CREATE INDEX ix_media_original ON media (original_id) WHERE original_id IS NOT NULL;
    CREATE INDEX ix_media_owner ON media (owner_id);
    CREATE TABLE outbox (
        n INTEGER NOT NULL PRIMARY KEY,
        mid TEXT NOT NULL UNIQUE,
        op TEXT NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        channel TEXT NOT NULL,
        "values" TEXT NOT NULL,
        saw TEXT NOT NULL,
        hold_until INTEGER
    );
    CREATE TABLE snippet (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        teacher_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        kind VARCHAR(16) NOT NULL,
        CONSTRAINT uq_snippet UNIQUE (teacher_id, position)
    );
    CREATE TABLE student (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        display_name TEXT NOT NULL,
        note TEXT NOT NULL,
        teacher_ids TEXT NOT NULL,
        is_minor BOOLEAN NOT NULL,
        guardian_name TEXT NOT NULL,
        guardian_contact TEXT NOT NULL,
        consent_on TEXT,
        archived_at INTEGER
    );
    CREATE TABLE teacher (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        display_name TEXT NOT NULL
    );
    CREATE TABLE piece (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        title TEXT NOT NULL,
        composer TEXT NOT NULL,
        score_media_id TEXT,
        FOREIGN KEY (score_media_id) REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_piece_score ON piece (score_media_id);
    CREATE TABLE exercise (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        title TEXT NOT NULL,
        piece_id TEXT,
        start_page INTEGER,
        first_measure TEXT,
        last_measure TEXT,
        instructions TEXT NOT NULL,
        category TEXT NOT NULL,
        FOREIGN KEY (piece_id) REFERENCES piece (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_exercise_piece ON exercise (piece_id);
    CREATE TABLE assignment (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        exercise_id TEXT NOT NULL,
        student_id TEXT NOT NULL,
        due_on TEXT,
        done_at INTEGER,
        CONSTRAINT uq_assignment UNIQUE (exercise_id, student_id),
        FOREIGN KEY (exercise_id) REFERENCES exercise (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (student_id) REFERENCES student (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_assignment_student ON assignment (student_id);
    CREATE TABLE submission (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        student_id TEXT NOT NULL,
        media_id TEXT NOT NULL,
        exercise_id TEXT,
        piece_id TEXT,
        duration_ms INTEGER NOT NULL,
        recorded_at INTEGER NOT NULL,
        notes TEXT NOT NULL,
        page INTEGER,
        reviewed_at INTEGER,
        reviewed_by TEXT,
        mastered_at INTEGER,
        FOREIGN KEY (student_id) REFERENCES student (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (media_id) REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (exercise_id) REFERENCES exercise (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (piece_id) REFERENCES piece (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_submission_all ON submission (recorded_at, id);
    CREATE INDEX ix_submission_page ON submission (piece_id, page, recorded_at, id) WHERE page IS NOT NULL;
    CREATE INDEX ix_submission_exercise ON submission (exercise_id, recorded_at, id, reviewed_at);
    CREATE INDEX ix_submission_media ON submission (media_id);
    CREATE INDEX ix_submission_piece ON submission (piece_id, recorded_at, id, reviewed_at);
    CREATE INDEX ix_submission_reviewed ON submission (recorded_at, id, reviewed_at) WHERE reviewed_at IS NOT NULL;
    CREATE INDEX ix_submission_stack ON submission (student_id, exercise_id, recorded_at, id, reviewed_at);
    CREATE INDEX ix_submission_student ON submission (student_id, recorded_at, id, reviewed_at);
    CREATE INDEX ix_submission_waiting ON submission (recorded_at, id, reviewed_at) WHERE reviewed_at IS NULL;
    CREATE TABLE draft (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        teacher_id TEXT NOT NULL,
        submission_id TEXT NOT NULL,
        text TEXT NOT NULL,
        answers_message_id TEXT,
        answers_marker_id TEXT,
        CONSTRAINT uq_draft UNIQUE (submission_id, teacher_id),
        FOREIGN KEY (submission_id) REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE message (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        submission_id TEXT NOT NULL,
        sender_id TEXT NOT NULL,
        text TEXT NOT NULL,
        media_id TEXT,
        page INTEGER,
        answers_message_id TEXT,
        answers_marker_id TEXT,
        CONSTRAINT ck_message_says_something CHECK (text <> '' OR media_id IS NOT NULL),
        FOREIGN KEY (submission_id) REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (media_id) REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_message_media ON message (media_id) WHERE media_id IS NOT NULL;
    CREATE INDEX ix_message_thread ON message (submission_id, created_at, sender_id);
    CREATE TABLE read_state (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        teacher_id TEXT NOT NULL,
        submission_id TEXT NOT NULL,
        read_at INTEGER NOT NULL,
        CONSTRAINT uq_read_state UNIQUE (submission_id, teacher_id),
        FOREIGN KEY (submission_id) REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE marker (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        submission_id TEXT NOT NULL,
        author_id TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        kind VARCHAR(16) NOT NULL,
        end_ms INTEGER,
        text TEXT NOT NULL,
        message_id TEXT,
        page INTEGER,
        measure TEXT,
        measure_id TEXT,
        occurrence INTEGER,
        CONSTRAINT ck_marker_span CHECK (start_ms >= 0 AND (end_ms IS NULL OR end_ms >= start_ms)),
        FOREIGN KEY (submission_id) REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (message_id) REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE INDEX ix_marker_page ON marker (submission_id, page) WHERE page IS NOT NULL;
    CREATE INDEX ix_marker_reply ON marker (message_id) WHERE message_id IS NOT NULL;
    CREATE INDEX ix_marker_timeline ON marker (submission_id, start_ms);
"""

# `links` holds the ids (without hyphens) of a take's student, piece and exercise and its review state as words; `texts`
# their names, its notes, markers and messages. Beginnings of up to five letters are found without a walk.
_SEARCH = """
    CREATE VIRTUAL TABLE search_take USING fts5(
        links, texts, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5', detail = column
    )
"""


def upgrade() -> None:
    """Make all tables."""
    for statement in (*_TABLES.split(";\n"), _SEARCH):
        op.execute(statement.strip())
