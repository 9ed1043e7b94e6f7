"""What every room needs: languages, codes, jobs, mail, clock, settings, browser layer."""

from zope.i18nmessageid import MessageFactory

_ = MessageFactory("permitdesk")
