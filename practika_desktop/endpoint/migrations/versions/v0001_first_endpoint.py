"""The first endpoint: studios, members, rows and their history, devices and what became of their mutations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "studio",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("seq", _COUNT, nullable=False),
    )
    op.create_table(
        "member",
        sa.Column("studio_id", sa.Text(), sa.ForeignKey("studio.id"), primary_key=True),
        sa.Column("person_id", sa.Text(), primary_key=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("wards", sa.Text(), nullable=False),
    )
    op.create_table(
        "row",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("studio_id", sa.Text(), sa.ForeignKey("studio.id"), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("seq", _COUNT, nullable=False),
        sa.Column("life", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text()),
        sa.Column("fields", sa.Text(), nullable=False),
    )
    op.create_index("ix_row_channel", "row", ["channel", "seq"])
    op.create_index("ix_row_owner", "row", ["owner_id"])
    op.create_index("uq_row_seq", "row", ["studio_id", "seq"], unique=True)
    op.create_table(
        "teaching",
        sa.Column("teacher_id", sa.Text(), primary_key=True),
        sa.Column("student_id", sa.Text(), sa.ForeignKey("row.id"), primary_key=True),
    )
    op.create_index("ix_teaching_student", "teaching", ["student_id"])
    op.create_table(
        "history",
        sa.Column("number", _COUNT, primary_key=True),
        sa.Column("row_id", sa.Text(), sa.ForeignKey("row.id"), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", _COUNT, nullable=False),
    )
    op.create_index("ix_history_value", "history", ["row_id", "field", "hash"])
    op.create_table(
        "device",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("studio_id", sa.Text(), sa.ForeignKey("studio.id"), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("last_n", _COUNT, nullable=False),
    )
    op.create_table(
        "receipt",
        sa.Column("device_id", sa.Text(), sa.ForeignKey("device.id"), primary_key=True),
        sa.Column("n", _COUNT, primary_key=True, autoincrement=False),
        sa.Column("mid", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("ix_receipt_mid", "receipt", ["mid"])
