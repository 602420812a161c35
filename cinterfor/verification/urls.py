"""Addresses that stand in mails to focal points."""

from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [
    path(route("{verification}/"), views.thanks, name="verification_thanks"),
    path(route("{verification}/{leave}/<str:token>/"), views.leave, name="verification_leave"),
    path(route("{verification}/<str:token>/"), views.verification, name="verification"),
    path(route("{verification}/<str:token>/{proposal}/"), views.proposal, name="verification_proposal"),
]
