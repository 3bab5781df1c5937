"""why mentions are kept or dismissed, and their campaign."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0039'
down_revision = '0038'


def upgrade() -> None:
    op.create_table('mention_campaigns',
    sa.Column('mention_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['members.id'], name=op.f('fk_mention_campaigns_by')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_mention_campaigns_campaign_id')),
    sa.ForeignKeyConstraint(['mention_id'], ['mentions.id'], name=op.f('fk_mention_campaigns_mention_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('mention_id', name=op.f('pk_mention_campaigns'))
    )
    with op.batch_alter_table('mention_campaigns', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mention_campaigns_campaign_id'), ['campaign_id'], unique=False)

    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column('mentions', sa.Column('reason', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('mentions', 'reason')

    with op.batch_alter_table('mention_campaigns', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mention_campaigns_campaign_id'))

    op.drop_table('mention_campaigns')
