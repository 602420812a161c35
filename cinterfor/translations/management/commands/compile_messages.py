"""Writing the catalogues that the portal reads."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cinterfor.translations import borrowed, catalogues


class Command(BaseCommand):
    """Without gettext's own programs, a database, or work where nothing has changed."""

    help = "Compiles the interface's messages, over those of the installed packages, for every language."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="also where no source is newer")

    def handle(self, *args, **options):
        for language, _name in settings.LANGUAGES:
            for domain in catalogues.DOMAINS:
                target = catalogues.own_path(language, domain, "mo")
                if options["force"] or self.is_outdated(target, language, domain):
                    self.write(target, language, domain)
                    if options["verbosity"]:
                        self.stdout.write(str(target))

    def is_outdated(self, target: Path, language: str, domain: str) -> bool:
        sources = [catalogues.own_path(language), *catalogues.package_paths(language, domain)]
        sources += [settings.BASE_DIR / "cinterfor" / "settings.py"]
        sources += map(Path, [catalogues.__file__, borrowed.__file__])
        changed = [source.stat().st_mtime for source in sources if source.is_file()]
        return not target.is_file() or target.stat().st_mtime <= max(changed)

    def write(self, target: Path, language: str, domain: str):
        """Whole or not at all: a portal that is starting meanwhile reads the former one."""
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".mo.new")
        catalogues.laid_over(language, domain).save_as_mofile(str(unfinished))
        unfinished.replace(target)
