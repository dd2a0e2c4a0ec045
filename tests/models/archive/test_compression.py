"""Pages come back byte for byte; damage is noticed; an old dictionary gives way."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.archive.compression import (
    DICTIONARY_BYTES,
    POOR_SAMPLES,
    SAMPLE_EVERY,
    DamagedPageError,
    Packer,
    pack,
    pack_dictionary,
    unpack,
)


def page(seed: int, skin: int = 0) -> bytes:
    """A page of which most is the skin's markup."""
    frame, words = random.Random(skin), random.Random(seed)
    links = "".join(f"<li class='m{frame.randrange(10**6)}'>{frame.randrange(10**9)}</li>" for _ in range(300))
    return (links + " ".join(str(words.randrange(10**6)) for _ in range(120))).encode()


@given(st.binary(max_size=3000), st.binary(min_size=1, max_size=3000))
def test_bytes_come_back(data: bytes, first: bytes) -> None:
    assert unpack(pack(data), len(data)) == data
    dictionary = pack_dictionary(first)
    assert unpack(Packer.of_row(1, dictionary).pack(data), len(data), dictionary) == data


def test_a_page_of_the_outlet_makes_pages_smaller() -> None:
    dictionary = pack_dictionary(page(1))
    packer = Packer.of_row(1, dictionary)
    blobs = [packer.pack(page(seed)) for seed in range(2, 30)]
    assert max(map(len, blobs)) < min(len(pack(page(seed))) for seed in range(2, 30)) / 2
    assert not packer.is_old
    assert [unpack(blob, len(page(n)), dictionary) for n, blob in enumerate(blobs, 2)] == [
        page(n) for n in range(2, 30)
    ]


def test_of_a_long_page_its_beginning_is_the_dictionary() -> None:
    long = random.Random(1).randbytes(DICTIONARY_BYTES * 2)
    dictionary = pack_dictionary(long)
    packed = Packer.of_row(1, dictionary).pack(long)
    assert unpack(packed, len(long), dictionary) == long
    assert DICTIONARY_BYTES <= len(packed) < len(long)


def test_an_outlet_in_new_clothes_asks_for_a_new_dictionary() -> None:
    packer = Packer.of_row(1, pack_dictionary(page(1, skin=1)))
    for seed in range(SAMPLE_EVERY * POOR_SAMPLES):
        assert not packer.is_old or seed > SAMPLE_EVERY * (POOR_SAMPLES - 1)
        packer.pack(page(seed, skin=2))
    assert packer.is_old


def test_two_skins_in_turn_keep_their_dictionary() -> None:
    packer = Packer.of_row(1, pack_dictionary(page(1, skin=1)))
    for seed in range(200):
        packer.pack(page(seed, skin=1 + seed // SAMPLE_EVERY % 2))
    assert not packer.is_old


def test_damage_is_noticed() -> None:
    data = page(1)
    dictionary = pack_dictionary(page(2))
    blob = Packer.of_row(1, dictionary).pack(data)
    for broken in (b"", b"x" * 20, blob[: len(blob) // 2], b"\0" + blob[1:]):
        with pytest.raises(DamagedPageError):
            unpack(broken, len(data), dictionary)
    for size in (len(data) - 1, len(data) + 1):
        with pytest.raises(DamagedPageError):
            unpack(blob, size, dictionary)
    with pytest.raises(DamagedPageError):
        unpack(blob, len(data), b"no dictionary")
    with pytest.raises(DamagedPageError):
        Packer.of_row(1, b"no dictionary")
    with pytest.raises(DamagedPageError):
        Packer.of_row(1, pack(data)[:10])


def test_another_page_as_dictionary_is_noticed() -> None:
    data = page(1)
    blob = Packer.of_row(1, pack_dictionary(page(2))).pack(data)
    other = page(2).replace(b"m1", b"m2").replace(b"m3", b"m4")
    assert len(other) == len(page(2))
    with pytest.raises(DamagedPageError):
        unpack(blob, len(data), pack_dictionary(other))
