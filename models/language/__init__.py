"""The words the program speaks: messages are written in English, ``ko.po`` beside this file has them in Korean."""

from models.language.translate import N_, _, language, ngettext, plural_forms, speaking

__all__ = ["N_", "_", "language", "ngettext", "plural_forms", "speaking"]
