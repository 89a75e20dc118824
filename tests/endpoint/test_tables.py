"""The migrations make exactly the tables that the code speaks of, on each database."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.migrating import migrate
from practika_desktop.endpoint.tables import metadata


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_database_of_the_present_shape_is_left_alone(database: Database) -> None:
    migrate(database)
