"""The tests speak English, also on a Korean machine; those of the Korean messages start processes of their own."""

import os

os.environ["NEWS_LANG"] = "en"
