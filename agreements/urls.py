from cinterfor.publishing.urls import record_urls

from . import views

urlpatterns = record_urls("agreement", "agreements", views.agreement_list, views.agreement_detail)
