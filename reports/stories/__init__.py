"""Articles of different outlets that carry one text: found, checked exactly, and put together as stories."""
