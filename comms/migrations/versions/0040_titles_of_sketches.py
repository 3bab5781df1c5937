"""The hash of a title beside the text of a mention: a house's own copy is known by both."""

import sqlalchemy as sa
from alembic import op

revision = '0040'
down_revision = '0039'


def upgrade() -> None:
    op.add_column(
        'story_sketches', sa.Column('title', sa.BigInteger(), server_default='0', nullable=False)
    )


def downgrade() -> None:
    op.drop_column('story_sketches', 'title')
