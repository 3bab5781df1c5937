"""Which pieces were begun from which ideas, and who named another hour than the field did."""

import sqlalchemy as sa
from alembic import op

revision = '0037'
down_revision = '0036'

IDEAS = sa.table('ideas', sa.column('id', sa.Integer()), sa.column('piece', sa.Text()))
IDEA_PIECES = sa.table(
    'idea_pieces', sa.column('idea_id', sa.Integer()), sa.column('piece_id', sa.Integer())
)


def upgrade() -> None:
    op.create_table('idea_pieces',
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['ideas.id'], name=op.f('fk_idea_pieces_idea_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', 'piece_id', name=op.f('pk_idea_pieces'))
    )
    with op.batch_alter_table('idea_pieces', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_pieces_piece_id'), ['piece_id'], unique=False)

    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column('ideas', sa.Column('first_not_before', sa.Text(), server_default='', nullable=False))
    op.add_column('ideas', sa.Column('put_off_by', sa.Integer(), nullable=True))

    begun = sa.select(IDEAS.c.id, IDEAS.c.piece).where(IDEAS.c.piece.like('piece:%'))
    rows = [
        {'idea_id': idea, 'piece_id': int(piece.removeprefix('piece:'))}
        for idea, piece in op.get_bind().execute(begun)
        if piece.removeprefix('piece:').isdecimal()
    ]
    if rows:
        op.bulk_insert(IDEA_PIECES, rows)


def downgrade() -> None:
    op.drop_column('ideas', 'put_off_by')
    op.drop_column('ideas', 'first_not_before')

    with op.batch_alter_table('idea_pieces', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idea_pieces_piece_id'))

    op.drop_table('idea_pieces')
