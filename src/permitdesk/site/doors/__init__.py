"""What other programs read of the portal: search engines, feed readers, calendars."""
