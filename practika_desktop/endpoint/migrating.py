"""Brings the endpoint's database to the present shape."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from practika_desktop.endpoint.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Apply the revisions that the database still lacks, all of them in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))

    def upgrade(connection: object) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    database.write(upgrade)
