"""Which articles are for subscribers, who says so, and what people who subscribe typed of them."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0042'
down_revision = '0041'


def upgrade() -> None:
    op.create_table('mention_passages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mention_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['members.id'], name=op.f('fk_mention_passages_by')),
    sa.ForeignKeyConstraint(['mention_id'], ['mentions.id'], name=op.f('fk_mention_passages_mention_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mention_passages')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_mention_passages_mention_id'), 'mention_passages', ['mention_id'], unique=False)

    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column('entries', sa.Column('is_paid', sa.Boolean(), nullable=True))
    op.add_column('mentions', sa.Column('is_paid', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('mentions', sa.Column('paid_how', sa.Text(), server_default='', nullable=False))
    op.add_column('mentions', sa.Column('paid_by', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('mentions', 'paid_by')
    op.drop_column('mentions', 'paid_how')
    op.drop_column('mentions', 'is_paid')
    op.drop_column('entries', 'is_paid')

    op.drop_index(op.f('ix_mention_passages_mention_id'), 'mention_passages')
    op.drop_table('mention_passages')
