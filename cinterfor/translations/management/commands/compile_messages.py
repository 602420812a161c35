"""Writing the catalogues that the portal reads."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cinterfor.translations import borrowed, catalogues, overrides


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
                    catalogues.write_compiled(catalogues.laid_over(language, domain), target)
                    if options["verbosity"]:
                        self.stdout.write(str(target))
            self.compile_overrides(language, **options)

    def is_outdated(self, target: Path, language: str, domain: str) -> bool:
        sources = [catalogues.own_path(language), *catalogues.package_paths(language, domain)]
        sources += [settings.BASE_DIR / "cinterfor" / "settings.py"]
        sources += map(Path, [catalogues.__file__, borrowed.__file__])
        return _is_older(target, sources)

    def compile_overrides(self, language: str, force: bool, verbosity: int, **options):
        """What was changed here, as far as the release still has it; what is damaged stops no start."""
        source, target = overrides.path(language), overrides.path(language, extension="mo")
        if not source.is_file() or not (force or _is_older(target, [source, catalogues.own_path(language)])):
            return
        try:
            overrides.compile_texts(language)
        except overrides.Damaged as error:
            self.stderr.write(f"Texts changed here are left as they were: {error}")
            return
        if verbosity:
            self.stdout.write(str(target))


def _is_older(target: Path, sources: list[Path]) -> bool:
    changed = [source.stat().st_mtime for source in sources if source.is_file()]
    return not target.is_file() or target.stat().st_mtime <= max(changed)
