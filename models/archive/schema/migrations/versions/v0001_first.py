"""The first schema: articles with revisions and pages, the ledger, crawl runs, search tables.

What stands here stays as it is, whatever the schema of today looks like.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('found', 'left', 'failed', 'disallowed')")
SEARCH = (
    "CREATE VIRTUAL TABLE ft_body USING fts5(x, content='', detail=none, columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE ft_title USING fts5(x, content='', detail=full, columnsize=0, tokenize='ascii')",
    "CREATE TABLE latin_term (ending TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (ending, term)) WITHOUT ROWID",
    "CREATE TABLE place_in_day (id INTEGER PRIMARY KEY NOT NULL, second NUMERIC)",
)


def upgrade() -> None:
    _create_outlet_and_meta()
    _create_articles()
    _create_runs_and_ledger()
    _create_pages()
    for statement in SEARCH:
        op.execute(statement)
    op.execute("INSERT INTO search_meta(k, v) VALUES ('tokenizer_version', '1')")


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")


def _create_outlet_and_meta() -> None:
    op.create_table(
        "list_validator",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_list_validator"),
    )
    op.create_table(
        "outlet",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("family", sa.Text(), server_default="", nullable=False),
        sa.Column("export", sa.Text(), server_default="link", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outlet"),
        sa.UniqueConstraint("n", name="uq_outlet_n"),
    )
    op.create_table(
        "search_meta",
        sa.Column("k", sa.Text(), nullable=False),
        sa.Column("v", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("k", name="pk_search_meta"),
    )


def _create_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("reporters", sa.Text(), nullable=False),
        sa.Column("outlet_title", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("modified_at", sa.Text(), nullable=True),
        sa.Column("published_raw", sa.Text(), nullable=False),
        sa.Column("published_from", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("article_no", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("canonical_url", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("php_messages", sa.Integer(), nullable=False),
        sa.Column("broken_characters", sa.Integer(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("emails", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_article_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("canonical_url", "outlet", name="uq_article_canonical_url"),
    )
    op.create_index("ix_article_outlet", "article", ["outlet"], unique=False)
    op.create_table(
        "renumbered",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["article.id"], name="fk_renumbered_new_id", onupdate="CASCADE"),
        sa.PrimaryKeyConstraint("old_id", name="pk_renumbered"),
    )
    op.create_index("ix_renumbered_new_id", "renumbered", ["new_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_revision_article_id", onupdate="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "n", name="pk_revision"),
    )


def _create_runs_and_ledger() -> None:
    op.create_table(
        "crawl_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("limit", sa.Integer(), nullable=True),
        sa.Column("finish", sa.Text(), server_default="", nullable=False),
        sa.Column("complete", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("found", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("stored", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("changed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rejected", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("disallowed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("left", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("known", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("list_pages", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("php_messages", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("broken_characters", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("bytes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_crawl_run_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_crawl_run"),
    )
    op.create_index("ix_crawl_run_outlet", "crawl_run", ["outlet", "started_at"], unique=False)
    op.create_table(
        "url",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("listing", sa.Text(), nullable=True),
        sa.Column("listed_at", sa.Text(), nullable=True),
        sa.Column("found_at", sa.Text(), nullable=True),
        sa.Column("first_run", sa.Integer(), nullable=True),
        sa.Column("last_run", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_run"], ["crawl_run.id"], name="fk_url_first_run"),
        sa.ForeignKeyConstraint(["last_run"], ["crawl_run.id"], name="fk_url_last_run"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_url_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_url"),
        sa.UniqueConstraint("outlet", "key", name="uq_url_outlet"),
    )
    op.create_index("ix_url_last_run", "url", ["last_run", "state"], unique=False)
    op.create_index("ix_url_open", "url", ["outlet"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN)


def _create_pages() -> None:
    op.create_table(
        "dictionary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_dictionary_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_dictionary"),
    )
    op.create_index("ix_dictionary_outlet", "dictionary", ["outlet"], unique=False)
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("dictionary_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_page_article_id", onupdate="CASCADE"),
        sa.ForeignKeyConstraint(["dictionary_id"], ["dictionary.id"], name="fk_page_dictionary_id"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_page_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
    )
    op.create_index("ix_page_article_id", "page", ["article_id"], unique=False)
    op.create_index("ix_page_key", "page", ["key"], unique=False)
