"""What readers reported before requests had a queue becomes corrections in it."""

from django.db import migrations
from django.utils import timezone


def take_over(apps, schema_editor):
    Request, Note, Step = (apps.get_model('requests', name) for name in ('Request', 'Note', 'Step'))
    numbers = {}
    for report in apps.get_model('publishing', 'ProblemReport').objects.order_by('received_at', 'pk'):
        year = timezone.localdate(report.received_at).year
        numbers[year] = numbers.get(year, 0) + 1
        done = report.state == 'done'
        status = 'closed' if done else 'received'
        request = Request.objects.create(
            number=f'{year}-{numbers[year]:04d}',
            kind='correction',
            status=status,
            email=report.email,
            language=report.language,
            page=report.page,
            message=report.message,
            received_at=report.received_at,
            moved_at=report.received_at,
            # When it was dealt with was not noted: its personal data are kept from now on.
            done_at=timezone.now() if done else None,
        )
        Step.objects.create(request=request, act='received', after='received', moment=report.received_at)
        if report.editor_note:
            Note.objects.create(request=request, text=report.editor_note)
        if done:
            Step.objects.create(request=request, act='moved', before='received', after='closed')


class Migration(migrations.Migration):
    dependencies = [('requests', '0002_steps_only_grow'), ('publishing', '0005_former_hosts_and_pages')]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
