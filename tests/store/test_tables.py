"""The tables hold exactly what the model's records have, and the migrations make exactly these tables."""

from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import RECORD_OF
from practika_desktop.store import layout, migrations
from practika_desktop.store.library import Library
from practika_desktop.store.rows import table_of
from practika_desktop.store.tables import ROW_OF, Base

MIGRATIONS = Path(migrations.__file__).parent


@pytest.mark.parametrize("entity", list(Entity))
def test_a_table_has_a_column_for_each_field_of_its_record(entity: Entity) -> None:
    table = Base.metadata.tables[table_of(RECORD_OF[entity])]
    assert {column.name for column in table.columns} == {one.name for one in fields(RECORD_OF[entity])} | {"number"}
    assert table.name == entity.value
    assert ROW_OF[entity].__name__ == f"{RECORD_OF[entity].__name__}Row"


@pytest.mark.parametrize("entity", list(Entity))
def test_a_column_may_be_empty_exactly_where_a_field_may_be_none(entity: Entity) -> None:
    table = Base.metadata.tables[table_of(RECORD_OF[entity])]
    optional = {name for name, hint in get_type_hints(RECORD_OF[entity]).items() if type(None) in get_args(hint)}
    assert {column.name for column in table.columns if column.nullable} == optional


def test_the_migrations_make_the_tables_of_the_mappings(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    engine = create_engine(f"sqlite:///{layout.database(tmp_path)}")

    def ours(name: str | None, kind: str, _parents: Any) -> bool:  # noqa: ANN401 - Alembic's own hook
        return kind != "table" or not str(name).startswith("search_")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        differences = compare_metadata(context, Base.metadata)
        lists = dict(map(tuple, connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index'")))
    engine.dispose()
    assert differences == []
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options["sqlite"]["where"]
            assert (condition is None) or str(condition) in lists[str(index.name)]


def test_the_list_of_revisions_is_the_migrations_own() -> None:
    script = ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS / "versions")])
    by_age = [one.revision for one in reversed(list(script.walk_revisions()))]
    assert tuple(by_age) == migrations.REVISIONS
