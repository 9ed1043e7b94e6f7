"""Marked requests."""

from zope.interface import Interface, alsoProvides, directlyProvides
from zope.publisher.browser import TestRequest

from permitdesk.theme.marks import mark


class ILayer(Interface):
    pass


class IMarker(Interface):
    pass


def a_request(*layers):
    request = TestRequest()
    directlyProvides(request, *layers)
    return request


def test_a_request_keeps_what_it_provides_and_gets_the_marker():
    with_layer, without = a_request(ILayer), a_request()
    for each in (with_layer, without, a_request(ILayer)):
        mark(each, IMarker)
        assert IMarker.providedBy(each)
    assert ILayer.providedBy(with_layer)
    assert not ILayer.providedBy(without)


def test_what_one_request_provides_later_is_its_own():
    one, other = a_request(), a_request()
    mark(one, IMarker)
    alsoProvides(one, ILayer)
    mark(other, IMarker)
    assert ILayer.providedBy(one)
    assert not ILayer.providedBy(other)
