"""Which texts of the network are translated, and by what its records are sorted."""

from modeltranslation.translator import TranslationOptions, register

from cinterfor.publishing.sorting import add_sort_keys

from .models import CooperationOffer, Country, Figure, Institution, Sector


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "capital")


@register(Sector)
class SectorTranslation(TranslationOptions):
    fields = ("name",)


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name", "acronym", "city", "description")


@register(CooperationOffer)
class CooperationOfferTranslation(TranslationOptions):
    fields = ("note",)


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("label", "context", "by")


add_sort_keys(Country, "name")
add_sort_keys(Institution, "name")
