"""What plone.restapi answers about the office's own words."""
