"""How much one place of the network may do: so much at once, and so much an hour after that.

Pure. A budget's whole memory is one moment, until which what was taken is paid off (GCRA, as in
ATM's traffic contracts, ITU-T I.371).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_SETTING = re.compile(r"(?P<kind>[a-z]+)=(?P<burst>\d{1,6})/(?P<per_hour>\d{1,7})")

_ROUNDING = 1e-3  # seconds; sums of fractions end a little above what they are


@dataclass(frozen=True)
class Budget:
    """``burst`` at once; what was taken comes back at ``per_hour``."""

    burst: int
    per_hour: int

    def wait(self, paid_until: float, now: float, amount: int = 1) -> float:
        """Seconds until ``amount`` more fits; 0 where it fits now."""
        owed = max(0.0, paid_until - now)
        late = owed + amount * self._every - max(self.burst, amount) * self._every
        return late if late > _ROUNDING else 0.0

    def taken(self, paid_until: float, now: float, amount: int = 1) -> float:
        """``paid_until`` once ``amount`` more is taken, whether it fits or waits for its turn."""
        return max(paid_until, now) + amount * self._every

    @property
    def _every(self) -> float:
        return 3600 / self.per_hour


def parsed(text: str, known: Mapping[str, Budget]) -> dict[str, Budget] | None:
    """The budgets with what ``text`` says otherwise (``send=60/150 mail=30/60``); None for
    ``off``. Raises ``ValueError``."""
    if text.strip() == "off":
        return None
    found = dict(known)
    for word in text.split():
        match = _SETTING.fullmatch(word)
        if match is None or match["kind"] not in known or not int(match["per_hour"]):
            kinds = ", ".join(known)
            raise ValueError(f"A limit is like send=60/150, of {kinds}, or off; not {word!r}")
        found[match["kind"]] = Budget(int(match["burst"]), int(match["per_hour"]))
    return found


def parsed_networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks such as ``192.0.2.0/24 2001:db8::/48``. Raises ``ValueError``."""
    return tuple(ip_network(word) for word in text.split())


def place(address: str) -> str:
    """Whom an address stands for: itself, with IPv6 its /64, which one connection has whole."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def is_within(address: str, networks) -> bool:
    """Whether an address lies in one of the networks."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in each for each in networks)
