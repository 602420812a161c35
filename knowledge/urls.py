from django.urls import path

from cinterfor.paths import route
from cinterfor.publishing.urls import record_urls

from . import views
from .event_calendar.views import event_calendar
from .glossary.views import glossary

urlpatterns = [
    *record_urls("product", "products", views.product_list, views.product_detail),
    *record_urls("theme", "themes", views.theme_list, views.theme_detail),
    path(route("{glossary}/"), glossary, name="glossary"),
    path(route("{glossary}.<slug:extension>"), glossary, name="glossary_data"),
    *record_urls("question", "questions", views.question_list, views.question_detail),
    *record_urls("news", "news", views.news_list, views.news_detail),
    # Before the events, for whose slug the word would be taken.
    path(route("{events}/{calendar}/"), event_calendar, name="event_calendar"),
    *record_urls("event", "events", views.event_list, views.event_detail),
    *record_urls("page", "pages", views.page_list, views.page_detail),
]
