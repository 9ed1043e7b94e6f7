from permitdesk.services import all_services, import_library, published


def test_the_shipped_services_are_imported_and_published(portal):
    import_library(portal)

    assert {each.getId() for each in all_services(portal)} >= {"contact", "employment"}
    assert published(portal["services"]["contact"]).number == 1


def test_options_keep_their_order_when_the_stock_editor_writes_them(portal):
    import_library(portal)

    definition = published(portal["services"]["employment"]).definition
    kinds = [each.value for each in definition.field("application_kind").options]
    sources = [each.value for each in definition.field("income_sources").options]

    assert kinds == ["first", "renewal", "change_of_purpose", "transfer_new_passport"]
    assert sources[0] == "employment"
    assert sources[-1] == "other"
