"""the full-text index has no index of beginnings in it: it goes, and the next start makes it again."""

from alembic import op

revision = '0035'
down_revision = '0034'


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TABLE IF EXISTS entry_index')


def downgrade() -> None:
    upgrade()  # whichever version starts next makes its own
