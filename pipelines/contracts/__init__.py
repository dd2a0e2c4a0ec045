"""What pipelines and scrapers agree on: an outlet's layout, the raw parts of a page, a rejection."""
