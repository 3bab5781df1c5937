"""what partners were last shown."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'

COLLECTIONS = sa.table(
    'cosign_collections',
    sa.column('id', sa.Integer),
    sa.column('piece_id', sa.Integer),
    sa.column('shown', sa.JSON),
)
PIECES = sa.table(
    'pieces',
    sa.column('id', sa.Integer),
    sa.column('source_id', sa.Integer),
    sa.column('lang', sa.Text),
    sa.column('number', sa.Integer),
)


def upgrade() -> None:
    with op.batch_alter_table('cosign_collections', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shown', sa.JSON(), server_default='{}', nullable=False))
    _go_on_showing()
    with op.batch_alter_table('cosign_collections', schema=None) as batch_op:
        batch_op.alter_column('shown', existing_type=sa.JSON(), server_default=None)


def _go_on_showing() -> None:
    """Let partners who were asked already go on reading what their page shows today."""
    here = op.get_bind()
    for number, source in here.execute(sa.select(COLLECTIONS.c.id, COLLECTIONS.c.piece_id)).all():
        said = sa.select(PIECES.c.lang, PIECES.c.id, PIECES.c.number)
        ways = said.where(PIECES.c.source_id == source).order_by(PIECES.c.id)
        found = [*here.execute(ways), *here.execute(said.where(PIECES.c.id == source))]
        shown = {lang: [piece, revision] for lang, piece, revision in found}
        here.execute(
            sa.update(COLLECTIONS).where(COLLECTIONS.c.id == number).values(shown=shown)
        )


def downgrade() -> None:
    with op.batch_alter_table('cosign_collections', schema=None) as batch_op:
        batch_op.drop_column('shown')
