"""What holds the pages together: home, lists, search, sitemap, navigation, footer, feedback."""

from permitdesk.site.entrances import Entrance, entrances
from permitdesk.site.feedback import begin_expiry

__all__ = ["Entrance", "begin_expiry", "entrances"]
