"""words of articles stand as they arrived, under the number of the hour they were shown.

The table is made anew: SQLite cannot change a key. Its full-text index goes, and the next start
makes it again from these rows.
"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'

WHOLE = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entries_shown_at'))

    _put_aside()
    op.create_table('entry_texts',
    sa.Column('entry_id', WHOLE, autoincrement=False, nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entries.id'], name=op.f('fk_entry_texts_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_entry_texts')),
    sa.UniqueConstraint('number', name=op.f('uq_entry_texts_number'))
    )
    op.execute('INSERT INTO entry_texts (entry_id, number, title, text, author) '
               'SELECT entry_id, id, title, text, author FROM texts_aside ORDER BY entry_id')
    op.execute('DROP TABLE texts_aside')


def downgrade() -> None:
    _put_aside()
    op.create_table('entry_texts',
    sa.Column('id', WHOLE, nullable=False),
    sa.Column('entry_id', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entries.id'], name=op.f('fk_entry_texts_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_texts')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_entry_texts_entry_id'))
    )
    op.execute('INSERT INTO entry_texts (id, entry_id, title, text, author) '
               'SELECT number, entry_id, title, text, author FROM texts_aside ORDER BY number')
    op.execute('DROP TABLE texts_aside')

    with op.batch_alter_table('entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entries_shown_at'), ['shown_at', 'id'], unique=False)


def _put_aside() -> None:
    """Keep the rows in a table of no constraints, whose names the new one takes."""
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TABLE IF EXISTS entry_index')
    op.execute('CREATE TABLE texts_aside AS SELECT * FROM entry_texts')
    op.drop_table('entry_texts')
