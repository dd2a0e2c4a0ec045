"""What lists, feeds and sitemaps say of articles, from decoded, stripped text. Broken input gives less, no error."""

from pipelines.lists.feeds import describe_text, read_feed
from pipelines.lists.home_page import HomePage, read_home
from pipelines.lists.html_lists import ListRules, count_links, read_links, read_list
from pipelines.lists.list_page import ListPage, read_list_page
from pipelines.lists.sitemaps import Sitemap, read_sitemap

__all__ = [
    "HomePage",
    "ListPage",
    "ListRules",
    "Sitemap",
    "count_links",
    "describe_text",
    "read_feed",
    "read_home",
    "read_links",
    "read_list",
    "read_list_page",
    "read_sitemap",
]
