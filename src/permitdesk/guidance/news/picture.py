"""What of a picture is kept: the picture, and not where and with what it was taken."""

from plone.namedfile.file import NamedBlobImage

from permitdesk.documents import Refused, without_metadata


def on_kept(entry, event) -> None:
    """Subscriber: a piece of news was made or changed. A torn picture stays as it is."""
    picture = entry.picture
    if picture is None:
        return
    data = picture.data
    try:
        kept = without_metadata(data, picture.contentType)
    except Refused:
        return
    if kept != data:
        entry.picture = NamedBlobImage(kept, picture.contentType, picture.filename)
