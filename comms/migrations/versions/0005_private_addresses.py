"""private addresses."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('private_addresses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=False),
    sa.Column('made_at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_private_addresses_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_private_addresses')),
    sa.UniqueConstraint('member_id', 'purpose', name=op.f('uq_private_addresses_member_id_purpose')),
    sa.UniqueConstraint('secret', name=op.f('uq_private_addresses_secret'))
    )
    op.execute("INSERT INTO private_addresses (member_id, purpose, secret, made_at) "
               "SELECT member_id, 'mentions', secret, made_at FROM mention_feeds")
    op.drop_table('mention_feeds')


def downgrade() -> None:
    op.create_table('mention_feeds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=False),
    sa.Column('made_at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_mention_feeds_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mention_feeds')),
    sa.UniqueConstraint('member_id', name=op.f('uq_mention_feeds_member_id')),
    sa.UniqueConstraint('secret', name=op.f('uq_mention_feeds_secret'))
    )
    op.execute("INSERT INTO mention_feeds (member_id, secret, made_at) "
               "SELECT member_id, secret, made_at FROM private_addresses WHERE purpose = 'mentions'")
    op.drop_table('private_addresses')
