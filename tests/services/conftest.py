"""Property tests must not depend on how busy the machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "permitdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("permitdesk")
