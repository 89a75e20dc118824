"""The endpoint's tables, the same on SQLite and PostgreSQL. JSON lies in texts: no query looks into it."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

_COUNT = BigInteger().with_variant(Integer, "sqlite")

studio = Table(
    "studio",
    metadata,
    Column("id", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("seq", _COUNT, nullable=False),
)
"""A studio and its counter: `seq` is the number of the last change of a row; who takes the next waits for the last."""

member = Table(
    "member",
    metadata,
    Column("studio_id", Text, ForeignKey("studio.id"), primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("is_owner", Boolean, nullable=False),
    Column("wards", Text, nullable=False),
)
"""Who belongs to a studio: `person_id` is that of a teacher's or student's record, `wards` a guardian's children."""

row = Table(
    "row",
    metadata,
    Column("id", Text, primary_key=True),
    Column("studio_id", Text, ForeignKey("studio.id"), nullable=False),
    Column("entity", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("seq", _COUNT, nullable=False),
    Column("life", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("owner_id", Text),
    Column("fields", Text, nullable=False),
    Index("ix_row_channel", "channel", "seq"),
    Index("ix_row_owner", "owner_id"),
    Index("uq_row_seq", "studio_id", "seq", unique=True),
)
"""The records. `author_id` is the person who made the row, `owner_id` the row that it is erased with."""

teaching = Table(
    "teaching",
    metadata,
    Column("teacher_id", Text, primary_key=True),
    Column("student_id", Text, ForeignKey("row.id"), primary_key=True),
    Index("ix_teaching_student", "student_id"),
)
"""Who teaches whom: what the students' rows say, to be found from either side."""

history = Table(
    "history",
    metadata,
    Column("number", _COUNT, primary_key=True),
    Column("row_id", Text, ForeignKey("row.id"), nullable=False),
    Column("field", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", _COUNT, nullable=False),
    Index("ix_history_value", "row_id", "field", "hash"),
)
"""Values that rows had, or that came and are in one only merged; `at` is when that was, in ms since 1970 UTC."""

device = Table(
    "device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("studio_id", Text, ForeignKey("studio.id"), nullable=False),
    Column("person_id", Text, nullable=False),
    Column("last_n", _COUNT, nullable=False),
)
"""How far each device has counted its mutations."""

receipt = Table(
    "receipt",
    metadata,
    Column("device_id", Text, ForeignKey("device.id"), primary_key=True),
    Column("n", _COUNT, primary_key=True, autoincrement=False),
    Column("mid", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text),
    Index("ix_receipt_mid", "mid"),
)
"""What became of each mutation, so that one that is asked for again gets the same answer and is not done twice."""
