"""How changes of models become migrations: Django’s way, but for generated columns."""

from django.db.migrations.autodetector import MigrationAutodetector


class Autodetector(MigrationAutodetector):
    """Makes a generated column whose expression has changed anew.

    Django would write an AlterField, which no database takes before PostgreSQL 17. The expressions of sort
    keys change with each language of the portal.
    """

    def generate_altered_fields(self):
        kept = self.old_field_keys & self.new_field_keys
        changed = {key for key in kept if self._is_generated_anew(*key)}
        for key in sorted(changed):
            self._generate_removed_field(*key)
            self._generate_added_field(*key)
        self.new_field_keys -= changed
        super().generate_altered_fields()
        self.new_field_keys |= changed

    def _is_generated_anew(self, app_label: str, model_name: str, field_name: str) -> bool:
        former = self.renamed_models.get((app_label, model_name), model_name)
        # A renamed field is altered by its renaming.
        if (app_label, model_name, field_name) in self.renamed_fields:
            return False
        fields = [
            state.models[app_label, name].get_field(field_name)
            for state, name in ((self.from_state, former), (self.to_state, model_name))
        ]
        before, after = (field.generated and self.deep_deconstruct(field) for field in fields)
        return bool(before and after) and before != after
