"""Which agreements are asked for, in which order, and what is read with them."""

from collections import Counter

from django.db.models import F, Prefetch, Q

from cinterfor.publishing.as_of import day_shown, is_day_past
from cinterfor.publishing.relatedness import nearest_first, sharing
from knowledge.models.reference import ThemedQuerySet

from .links import EARLIER, LATER
from .parties import Party
from .regions import RegionalQuerySet
from .statuses import Status, status_on
from .texts import AgreementText

#: The weight of a shared party beside themes, which weigh at most 1 each.
PARTY = 100.0


def _made_by(day) -> Q:
    undated = Q(signed=None, enters_into_force=None)
    entered = Q(signed=None, enters_first__lte=day)
    return Q(signed_first__lte=day) | entered | (undated & Q(ends_last__lt=day))


class AgreementQuerySet(RegionalQuerySet, ThemedQuerySet):
    def with_status(self, on=None):
        """Annotate `status` on a day, by the rule of `status_on`."""
        return self.annotate(status=status_on(on or day_shown()))

    def statuses_on(self, days) -> list[str]:
        """The status of the one agreement of this set on each of the days."""
        asked = {f"on_{number}": status_on(day) for number, day in enumerate(days)}
        return list(self.annotate(**asked).values_list(*asked).get())

    def of_status(self, status, on=None):
        return self.with_status(on).filter(status=status)

    def not_later(self):
        """Without those known to be made after the day shown, where that lies before today."""
        if not is_day_past():
            return self
        return self.filter(Q(signed=None, enters_into_force=None) | _made_by(day_shown()))

    def made_by(self, day):
        """Those known to be made by the day: signed, or where nobody knows when, in force, or over."""
        return self.filter(_made_by(day))

    def of_the_day(self):
        """Known to be made by the day shown, where that lies before today."""
        return self.made_by(day_shown()) if is_day_past() else self

    def in_force(self, on=None):
        return self.of_status(Status.IN_FORCE, on)

    def not_ended(self, on=None):
        """In force on a day, or signed by then and not known to have ended."""
        return self.with_status(on).filter(status__in=[Status.IN_FORCE, Status.TERM_UNKNOWN])

    def of_institution(self, institution):
        parties = Party.objects.of_the_day().filter(institution=institution)
        return self.filter(pk__in=parties.values("agreement"))

    def of_present_party(self, institution):
        """Without those that the institution has left, or not joined yet, on the day shown."""
        parties = Party.objects.on_day(day_shown()).filter(institution=institution)
        return self.filter(pk__in=parties.values("agreement"))

    def in_country(self, code):
        """About the country, or signed by it or by an institution of it."""
        own = Q(country__code=code) | Q(institution__country__code=code)
        parties = Party.objects.of_the_day().filter(own)
        return self.filter(
            Q(pk__in=self.model.countries.through.objects.filter(country__code=code).values("agreement"))
            | Q(pk__in=parties.values("agreement"))
        )

    def newest_first(self):
        return self.order_by(F("signed_first").desc(nulls_last=True), "-pk")

    def related_to(self, agreement):
        """Others with its parties, then those on its themes: nearest first, of the near the newest."""
        institutions = [party.institution_id for party in agreement.parties.all() if party.institution_id]
        by_party = sharing(Party.objects.all(), "agreement", "institution", institutions)
        # One party says more than all themes.
        by_party = Counter({key: PARTY + value for key, value in by_party.items()})
        nearness = by_party + self.sharing_themes(agreement)
        return nearest_first(self.exclude(pk=agreement.pk), nearness, "signed_first")

    def with_card_data(self):
        parties = Party.objects.select_related("institution__country", "country")
        return self.with_status().prefetch_related(Prefetch("parties", parties))

    def with_names(self):
        return self.with_card_data().prefetch_related("countries", "themes")

    def with_all_data(self):
        texts = Prefetch("texts", AgreementText.objects.with_readings())
        return (
            self.with_names().select_related(*EARLIER).prefetch_related("evaluations", *LATER.values(), texts)
        )
