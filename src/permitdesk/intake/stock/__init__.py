"""What is sent with a stock EasyForm becomes a case: the action, the page, kept uploads."""
