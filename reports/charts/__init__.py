"""Bar charts, as SVG and as PNG, with labels in Korean."""
