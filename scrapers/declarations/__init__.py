"""An outlet's TOML file, read and written. Imports models and the layout's contract alone."""
