"""When the words of somebody who withdrew were struck out of a revision, of all texts."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0030'
down_revision = '0029'


def upgrade() -> None:
    with op.batch_alter_table('revisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('struck_at', db.Instant(timezone=True), nullable=True))

    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.add_column(sa.Column('struck_at', db.Instant(timezone=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.drop_column('struck_at')

    with op.batch_alter_table('revisions', schema=None) as batch_op:
        batch_op.drop_column('struck_at')

