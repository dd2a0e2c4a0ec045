"""The data that everything works with: article, page, outlet, results. Imports nothing of the project."""
