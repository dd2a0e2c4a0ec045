"""The morning's health as a page. Imports formats/."""
