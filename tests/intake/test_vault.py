import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.core.reference import make_code
from permitdesk.intake import vault
from permitdesk.intake.vault import CHUNK, DamagedError, Vault

CODE, OTHER = make_code(b"a" * 32), make_code(b"b" * 32)


def sealed_file(box: Vault, content: bytes, slot: str = "file") -> bytes:
    target = io.BytesIO()
    box.seal_stream(slot, io.BytesIO(content), target)
    return target.getvalue()


def opened_file(box: Vault, sealed: bytes, slot: str = "file") -> bytes:
    return b"".join(box.open_stream(slot, io.BytesIO(sealed)))


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_and_does_not_show(content):
    box = Vault(vault.new_key(), "draft")
    sealed = box.seal("slot", content)
    assert box.open("slot", sealed) == content
    assert len(content) < 8 or content not in sealed


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_comes_back_byte_for_byte(size):
    box, content = Vault(vault.new_key(), "draft"), bytes(range(256)) * (size // 256 + 1)
    sealed = sealed_file(box, content[:size])
    assert opened_file(box, sealed) == content[:size]


def test_a_part_opens_in_its_own_draft_and_slot_only():
    key = vault.new_key()
    box, elsewhere = Vault(key, "one"), Vault(key, "two")
    sealed, file = box.seal("passport", b"x"), sealed_file(box, b"x")
    with pytest.raises(DamagedError):
        box.open("contract", sealed)
    with pytest.raises(DamagedError):
        elsewhere.open("passport", sealed)
    with pytest.raises(DamagedError):
        opened_file(box, file, "other")
    with pytest.raises(DamagedError):
        opened_file(elsewhere, file)


def test_a_file_cut_short_extended_or_reordered_does_not_open():
    box = Vault(vault.new_key(), "draft")
    sealed = sealed_file(box, b"x" * (3 * CHUNK))
    salt, chunk = sealed[:16], CHUNK + 16
    one, two = sealed[16 : 16 + chunk], sealed[16 + chunk : 16 + 2 * chunk]
    rest = sealed[16 + 2 * chunk :]
    for changed in (salt + one + two, salt + two + one + rest, sealed + b"x", b"", salt):
        with pytest.raises(DamagedError):
            opened_file(box, changed)


def test_the_key_opens_with_its_code_only():
    key = vault.new_key()
    wrapped = vault.wrap(key, CODE, "draft")
    assert vault.unwrap(wrapped, CODE, "draft") == key
    for code, draft in ((OTHER, "draft"), (CODE, "another")):
        with pytest.raises(DamagedError):
            vault.unwrap(wrapped, code, draft)
    assert vault.lookup(CODE) != vault.lookup(OTHER)
