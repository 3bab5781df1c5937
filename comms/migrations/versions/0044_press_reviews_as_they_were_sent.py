"""press reviews as they were sent."""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    for name in ('paper', 'whole_paper'):
        op.add_column(
            'press_reviews', sa.Column(name, sa.JSON(), server_default='{}', nullable=False)
        )


def downgrade() -> None:
    for name in ('whole_paper', 'paper'):
        op.drop_column('press_reviews', name)
