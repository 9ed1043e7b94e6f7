"""An example district, Kreis Auental: content, services, desks, staff. Never for production."""


def create_demo_district(setup_tool) -> None:
    """Fill the portal with the demo district; running it again changes nothing."""
