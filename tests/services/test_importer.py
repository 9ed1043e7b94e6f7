from permitdesk.services import all_services, import_library, published


def test_the_shipped_services_are_imported_and_published(portal):
    import_library(portal)

    assert {each.getId() for each in all_services(portal)} >= {"contact", "employment"}
    assert published(portal["services"]["contact"]).number == 1
