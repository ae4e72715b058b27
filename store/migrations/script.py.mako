"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Takes the database from the revision before to this one."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """A workspace is never taken back: an older program refuses it, and a backup restores it."""
    raise NotImplementedError
