"""Say which documents may leave the house."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Takes the database from the revision before to this one."""
    # Not in a batch, which makes the table anew: statements point to its rows.
    op.add_column("documents", sa.Column("may_leave", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """A workspace is never taken back: an older program refuses it, and a backup restores it."""
    raise NotImplementedError
