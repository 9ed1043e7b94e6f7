"""What plone.restapi answers about services to those who configure them."""
