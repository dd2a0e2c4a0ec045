"""A crawl in a network of its own, whose only name server answers late. Run as ``unshare -rmn python -m …``.

JSON in: settings and the archive. JSON out: the summaries, and which names were asked for.
In that network nothing but loopback exists, so that port 53 is free and nobody else's.
"""

import fcntl
import json
import socket
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from scrapers.crawl.process import CrawlOptions, crawl
from tests.support.scripted_site import Scripted, numbered

UP, SIOCSIFFLAGS = 1, 0x8914
PATIENCE = 60
"""Seconds that the system's own resolver waits (it caps them at 30): our own limit must come first."""
LATE, FAR_TOO_LATE = 0.5, 8.0
NAMES = {"late.example": LATE, "silent.example": FAR_TOO_LATE, "none.example": 0.0}
"""Seconds until each is answered for; none.example does not exist."""


def own_network(folder: Path) -> socket.socket:
    """Loopback, and a name server's socket on it."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", UP))
    told = folder / "resolv.conf"
    told.write_text(f"nameserver 127.0.0.1\noptions timeout:{PATIENCE} attempts:1\n", encoding="ascii")
    subprocess.run(["mount", "--bind", told, "/etc/resolv.conf"], check=True)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    return server


def serve_names(server: socket.socket, asked: list[str]) -> None:
    """Answer every question for an address, each in its time."""
    while True:
        question, who = server.recvfrom(512)
        name = name_in(question)
        asked.append(name)
        told = answer(question, known=name != "none.example")
        threading.Timer(NAMES[name], server.sendto, (told, who)).start()


def name_in(question: bytes) -> str:
    """The name asked for (RFC 1035, 4.1.2)."""
    at, labels = 12, []
    while size := question[at]:
        labels.append(question[at + 1 : at + 1 + size].decode())
        at += size + 1
    return ".".join(labels)


def answer(question: bytes, *, known: bool) -> bytes:
    """127.0.0.1, or that the name does not exist."""
    head = question[:2] + struct.pack("!HHHHH", 0x8180 if known else 0x8183, 1, int(known), 0, 0)
    record = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + bytes((127, 0, 0, 1))
    return head + question[12:] + (record if known else b"")


def main() -> int:
    given: dict[str, Any] = json.load(sys.stdin)
    archive = Path(given["archive"])
    server = own_network(archive.parent)
    asked: list[str] = []
    threading.Thread(target=serve_names, args=(server, asked), daemon=True).start()
    with Scripted(numbered(4)) as site:
        outlets = [site.outlet(id=name.partition(".")[0], home=f"http://{name}:{site.port}") for name in NAMES]
        told = CrawlOptions(allow_loopback=True, look_back=timedelta(days=36_500), settings=given["settings"])
        summaries = crawl([site.outlet(), *outlets], archive, told)
        json.dump(
            {"summaries": [{**asdict(one), "findings": one.sentences()} for one in summaries], "asked": asked},
            sys.stdout,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
