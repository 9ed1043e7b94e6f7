"""JSON with files in it, read by chunks: the same as parsing it all, without having it all."""

import base64
import binascii
import json
import random
import tracemalloc
from contextlib import closing
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.documents import nameless
from permitdesk.intake.lifted import LONG, Lifted, TooMuchError

MB = 1024 * 1024
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Dribbling(BytesIO):
    """A body that comes in pieces of any size."""

    def __init__(self, data, seed=0):
        super().__init__(data)
        self.random = random.Random(seed)

    def read(self, size=-1):
        return super().read(self.random.randint(1, 7) if size < 0 or size > 7 else size)


def decoded(lifted, text):
    target = BytesIO()
    lifted.base64(text, target)
    return target.getvalue()


@settings(max_examples=80, deadline=None)
@given(ANYTHING, st.booleans(), st.integers())
def test_what_is_short_is_read_as_ever(value, escaped, seed):
    text = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    try:
        expected = json.loads(text)
    except ValueError:  # half a surrogate pair is no UTF-8
        return
    with closing(Lifted(Dribbling(text, seed), 10**6)) as lifted:
        assert lifted.data == expected and lifted.is_used_up


@pytest.mark.parametrize("style", ["plain", "lines", "php"])
def test_long_texts_are_files(style):
    content = [random.Random(n).randbytes(size) for n, size in enumerate((LONG, 3 * LONG + 1, 30))]
    texts = [base64.b64encode(each).decode() for each in content]
    if style == "lines":
        texts = [base64.encodebytes(each).decode() for each in content]
    body = json.dumps({"documents": [{"data": text} for text in texts], "a": 'say "hi"\\'})
    if style == "php":
        body = body.replace("/", "\\/")
    with closing(Lifted(BytesIO(body.encode()), 10 * MB)) as lifted:
        assert lifted.data["a"] == 'say "hi"\\'
        assert not lifted.is_used_up
        found = [decoded(lifted, each["data"]) for each in lifted.data["documents"]]
        assert found == content and lifted.is_used_up


@pytest.mark.parametrize(
    "text",
    ["A" * LONG + "A===", "=" * 4 + "A" * LONG, "A" * LONG + "=AAA", "A" * LONG + "!AAA",
     "A" * (LONG + 1), "A" * LONG + "\\u0041AAA", "QQ==QUJD", "QUJ", "ä==="],
)  # fmt: skip
def test_what_is_no_base64_is_refused(text):
    body = BytesIO(f'["{text}"]'.encode())
    refused = pytest.raises((binascii.Error, UnicodeEncodeError))
    with closing(Lifted(body, 10 * MB)) as lifted, refused:
        decoded(lifted, lifted.data[0])


def test_nobody_makes_a_mark_of_ours():
    """The text of one document cannot name the file of another."""
    body = json.dumps(["A" * 2 * LONG, "0" * 32 + "-0"])
    with closing(Lifted(BytesIO(body.encode()), 10 * MB)) as lifted:
        assert lifted.data[1] == "0" * 32 + "-0" != lifted.data[0]


def test_too_much_around_or_in_all_is_refused():
    with pytest.raises(TooMuchError):
        Lifted(BytesIO(b'["' + b"A" * MB + b'"]'), MB)
    with pytest.raises(TooMuchError):
        Lifted(BytesIO(b"[" + b"1," * 3 * MB + b"1]"), 100 * MB)
    with pytest.raises(ValueError):
        Lifted(BytesIO(b'["' + b"A" * MB), 2 * MB)
    with pytest.raises(RecursionError):
        Lifted(BytesIO(b"[" * 10**5), 2 * MB)


def test_forty_megabytes_are_never_in_memory():
    one = base64.b64encode(random.Random(1).randbytes(10 * MB))
    body = BytesIO(b'{"documents": ["%b", "%b", "%b"]}' % (one, one, one))
    tracemalloc.start()
    try:
        with closing(Lifted(body, 96 * MB)) as lifted:
            for text in lifted.data["documents"]:
                with nameless() as target:
                    lifted.base64(text, target)
                    assert target.seek(0, 2) == 10 * MB
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * MB, f"{peak / MB:.1f} MB"
