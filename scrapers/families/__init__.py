"""One file a CMS family: its manual, addresses, lists and layout. Imports models and pipelines alone."""
