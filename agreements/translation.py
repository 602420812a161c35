"""Which texts of agreements are translated, and by what they are sorted."""

from modeltranslation.translator import TranslationOptions, register

from cinterfor.publishing.sorting import add_sort_keys

from .models import Agreement, Party


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "summary", "termination_reason")


@register(Party)
class PartyTranslation(TranslationOptions):
    fields = ("name",)


add_sort_keys(Agreement, "title")
