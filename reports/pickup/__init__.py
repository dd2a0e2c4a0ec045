"""The results of press releases as tables, on a terminal and as a page. Imports formats/ and pipelines/releases."""
