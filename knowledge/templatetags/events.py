"""When events are, and until when one registers, as pages print it."""

from django import template

from knowledge import event_words

register = template.Library()
register.filter("when", event_words.when_as_html)
register.filter("deadline", event_words.deadline_in_words)
register.filter("closed", event_words.closed_in_words)
register.filter("hours", event_words.hours_in_words)
