"""What holds the pages together: home, list of services, search, sitemap, navigation, footer."""

from permitdesk.site.entrances import Entrance, entrances

__all__ = ["Entrance", "entrances"]
