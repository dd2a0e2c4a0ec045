"""Where pages come from: spiders, families, outlets. Imports pipelines and models."""
