"""The words the program speaks: messages are written in English, ``ko.po`` beside this file has them in Korean."""

from models.language.particles import attach_particle
from models.language.system_errors import describe_system_error
from models.language.translate import N_, _, language, ngettext, plural_forms, speaking

__all__ = ["N_", "_", "attach_particle", "describe_system_error", "language", "ngettext", "plural_forms", "speaking"]
