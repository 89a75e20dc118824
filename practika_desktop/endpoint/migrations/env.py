"""Alembic's door: runs what is asked for on the connection, and in the transaction, that `migrating` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
