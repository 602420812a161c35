"""What a form says of its rows."""

from django.utils import translation


def message(model, name, language):
    constraint = next(item for item in model._meta.constraints if item.name == name)
    with translation.override(language):
        return str(constraint.violation_error_message)


def errors_of_rows(response):
    return [
        [str(text) for text in form.non_field_errors()]
        for inline in response.context["inline_admin_formsets"]
        for form in inline.formset.forms
    ]
