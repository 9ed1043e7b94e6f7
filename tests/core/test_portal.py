def test_a_new_portal_has_a_root_folder_for_each_language(portal):
    assert {"de", "en", "uk", "ar", "ru", "fa", "tr", "fr"} <= set(portal.objectIds())
