"""What follows a search: what else may have been meant, and which rows it showed."""
