"""Browsers keep their connections for a while; whoever comes next is answered all the same."""

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.fault
PEOPLE = 200  # waitress would let in a hundred


def test_two_hundred_people_who_stay_shut_nobody_out(portal):
    stay = [a_connection(portal) for _ in range(PEOPLE)]
    try:
        assert [status(each) for each in stay] == [200] * PEOPLE
        newcomer = a_connection(portal)
        assert status(newcomer) == 200
        newcomer.close()
    finally:
        for each in stay:
            each.close()


def a_connection(portal) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(portal.url).netloc, timeout=20)


def status(connection: http.client.HTTPConnection) -> int:
    """Ask on a connection, and keep it."""
    connection.request("GET", "/@@alive")
    answer = connection.getresponse()
    answer.read()
    return answer.status
