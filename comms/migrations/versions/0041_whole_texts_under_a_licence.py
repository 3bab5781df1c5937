"""whole texts under a licence."""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0040'

TEXTS = ('whole_page', 'whole_text')


def upgrade() -> None:
    # Not in a batch: that makes the tables anew, whose numbers would begin again.
    for table in ('press_reviews', 'press_review_mails'):
        op.add_column(
            table, sa.Column('whole', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.add_column('press_reviews', sa.Column('whole_by', sa.Integer(), nullable=True))
    for name in TEXTS:
        op.add_column(
            'press_reviews', sa.Column(name, sa.Text(), server_default='', nullable=False)
        )
    op.add_column(
        'press_reviews', sa.Column('printed', sa.JSON(), server_default='[]', nullable=False)
    )


def downgrade() -> None:
    op.drop_column('press_review_mails', 'whole')
    for name in ('printed', *TEXTS, 'whole_by', 'whole'):
        op.drop_column('press_reviews', name)
