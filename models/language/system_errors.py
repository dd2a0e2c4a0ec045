"""Why the operating system refused, in the user's language: by itself it speaks English to every program of ours."""

import errno
import os
from collections.abc import Mapping
from types import MappingProxyType

from models.language.translate import N_, _

REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.EACCES: N_("permission denied"),
        errno.EPERM: N_("operation not permitted"),
        errno.ENOENT: N_("no such file or directory"),
        errno.EEXIST: N_("file exists"),
        errno.EISDIR: N_("is a directory"),
        errno.ENOTDIR: N_("not a directory"),
        errno.ENOTEMPTY: N_("directory not empty"),
        errno.ENOSPC: N_("no space left on device"),
        errno.EDQUOT: N_("disk quota exceeded"),
        errno.EFBIG: N_("file too large"),
        errno.EROFS: N_("read-only file system"),
        errno.EIO: N_("input/output error"),
        errno.EBUSY: N_("device or resource busy"),
        errno.EMFILE: N_("too many open files"),
        errno.ENFILE: N_("too many open files in system"),
        errno.ENOMEM: N_("cannot allocate memory"),
        errno.ENAMETOOLONG: N_("file name too long"),
        errno.ELOOP: N_("too many levels of symbolic links"),
        errno.EINVAL: N_("invalid argument"),
        errno.ECONNREFUSED: N_("connection refused"),
        errno.ECONNRESET: N_("connection reset by peer"),
        errno.ETIMEDOUT: N_("connection timed out"),
        errno.EADDRINUSE: N_("address already in use"),
        errno.ENETUNREACH: N_("network is unreachable"),
        errno.EHOSTUNREACH: N_("no route to host"),
        errno.EPIPE: N_("broken pipe"),
    }
)


OPEN_ELSEWHERE = N_("another program has the file open: close it there")
_HELD_OPEN = (32, 33)
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, which Python gives as EACCES."""


def describe_system_error(error: OSError) -> str:
    """The reason in lower case and without a full stop, for the end of a sentence."""
    if getattr(error, "winerror", None) in _HELD_OPEN:
        return _(OPEN_ELSEWHERE)
    if error.errno is not None and error.errno in REASONS:
        return _(REASONS[error.errno])
    return (error.strerror or (os.strerror(error.errno) if error.errno else str(error))).lower()
