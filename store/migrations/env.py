"""What Alembic runs. It works on the connection that `migrate` hands in and never opens one of its own."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from store.base import Base


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A migration names the database's own type: the class that wraps it may change or belong to a room above.
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter most things about a table: Alembic then copies it.
    render_as_batch=True,
    transactional_ddl=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
