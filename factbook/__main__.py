"""The command line: `python -m factbook build`, `check` and the other commands.

What a command needs is imported when it runs, so that `--help` and `check` answer at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factbook.errors import FactbookError

if TYPE_CHECKING:
    from factbook.book.edition import Edition
    from factbook.errors import Problem

_FOLDER = click.Path(file_okay=False, path_type=Path)


class Command(click.Command):
    """A command that ends an error of ours with its message and exit code 1, and shows the traceback on request."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.append(click.Option(["--traceback"], is_flag=True, help="Show where in the code an error arose."))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as fault:
            option = next((one for one in self.params if fault.option_name in one.opts), None)
            if option is None or option.nargs != 2:
                raise
            short = " The short edition is --brief." if typed[-1:] == ["brief"] else ""
            message = f"{fault.option_name} takes a name and a value, as in {fault.option_name} since 2020.{short}"
            raise click.BadOptionUsage(fault.option_name, message, ctx) from fault

    def invoke(self, ctx: click.Context) -> Any:
        traceback = ctx.params.pop("traceback")
        try:
            return super().invoke(ctx)
        except FactbookError as fault:
            if traceback:
                raise
            click.echo(f"Error: {fault}", err=True)
            ctx.exit(1)


class Group(click.Group):
    """The commands, in the order in which one needs them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factbook")
def main() -> None:
    """A report that can be trusted sentence by sentence, built from a data package and notebooks."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console may not speak UTF-8 by itself
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.option("-p", "--parameters", "pairs", nargs=2, multiple=True, metavar="NAME VALUE", help="Set a parameter; repeat for more.")
@click.option("-r", "--parameters_raw", "raw", nargs=2, multiple=True, metavar="NAME VALUE", help="The same as -p: values are texts.")
@click.option("-f", "--parameters_file", "files", multiple=True, type=click.Path(path_type=Path), help="Parameters from a YAML file.")
@click.option("-y", "--parameters_yaml", "texts", multiple=True, metavar="YAML", help="Parameters written as YAML.")
@click.option("--out", type=_FOLDER, help="Folder for the reports.  [default: reports/ of the project]")
@click.option("--notebooks", type=_FOLDER, help="Folder of the chapters.  [default: notebooks/ of the project]")
@click.option("--format", "formats", type=click.Choice(["pdf", "html", "both"]), default="both", show_default=True)
@click.option("--brief", is_flag=True, help="The short edition: -p length brief.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Chapters to run at once.  [default: one a core]")
@click.option("--cold", is_flag=True, help="Start ordinary kernels instead of forking warm ones.")
def build(
    pairs: tuple[tuple[str, str], ...], raw: tuple[tuple[str, str], ...], files: tuple[Path, ...], texts: tuple[str, ...],
    out: Path | None, notebooks: Path | None, formats: str, brief: bool, jobs: int, cold: bool,
) -> None:  # fmt: skip
    """Execute the chapters and write the report as PDF and HTML.

    Parameters are those of an edition; `python -m factbook chapters` lists them.
    """
    from factbook.book.edition import edition, gather

    values = gather((*pairs, *raw), files, texts)
    if brief:
        values["length"] = "brief"
    chosen = edition(values)

    from factbook.book.build import FORMATS, Project, build
    from factbook.book.progress import progress

    project = Project.here(chosen.package, notebooks, out)
    with progress() as report:
        built = build(chosen, project, formats=FORMATS if formats == "both" else (formats,), jobs=jobs, warm=not cold, report=report)
    if not built.facts:
        click.echo("No fact fits these parameters; the report says so.", err=True)
    for file in built.files:
        click.echo(f"{_shown(file)}  {_size(file)}")
    click.echo(f"Built in {sum(built.seconds.values()):.1f} seconds.")


@main.command()
@click.argument("package", type=_FOLDER, required=False)
def check(package: Path | None) -> None:
    """Check the data package and print every problem as one table.

    PACKAGE is its folder; by default the nearest data/ is checked. Where the variable FACTBOOK_SOURCES names a folder of
    source texts, every passage is looked up in them.
    """
    from factbook.record import package as packages

    folder = package or packages.locate()
    problems = packages.inspect(folder)
    if problems:
        _table(problems)
        click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}.", err=True)
        raise SystemExit(1)
    read = packages.load(folder)[0]
    counts = ", ".join(f"{len(rows)} {name if len(rows) != 1 else name.removesuffix('s')}" for name, rows in read.tables.items())
    click.echo(f"{counts}: no problem.")
    if not os.environ.get("FACTBOOK_SOURCES"):
        click.echo("The passages were not looked up: FACTBOOK_SOURCES names no folder of source texts.")


@main.command()
@click.option("--out", type=_FOLDER, help="Folder of the reports.  [default: reports/ of the project]")
def stale(out: Path | None) -> None:
    """Say whether the report is still the one that data, chapters and code would give; exit 1 if not."""
    from factbook.book.build import Project, stale

    project = Project.here(reports=out)
    reasons = stale(project)
    for reason in reasons:
        click.echo(reason)
    click.echo(f"{project.reports.name}/ is stale: build it again." if reasons else f"{project.reports.name}/ is up to date.")
    raise SystemExit(bool(reasons))


@main.command()
@click.option("--from", "first", metavar="DAY", help="The earlier knowledge horizon.")
@click.option("--to", "last", metavar="DAY", help="The later knowledge horizon.  [default: the latest source]")
@click.option("--from-package", type=_FOLDER, metavar="FOLDER", help="The older version of the data package.")
@click.option("--to-package", type=_FOLDER, metavar="FOLDER", help="The newer version.  [default: the nearest data/]")
@click.option("-p", "--parameters", "pairs", nargs=2, multiple=True, metavar="NAME VALUE", help="Compare only what a parameter selects.")
def changes(
    first: str | None, last: str | None, from_package: Path | None, to_package: Path | None, pairs: tuple[tuple[str, str], ...]
) -> None:
    """Say what changed: between two days (--from, --to), or between two data packages (--from-package, --to-package)."""
    if bool(first or last) == bool(from_package or to_package):
        raise click.UsageError("Give two days (--from 2024-06-30 --to 2026-02-28) or two packages (--from-package OLD --to-package NEW).")
    if first is None and from_package is None:
        raise click.UsageError("Say from where to compare: --from DAY, or --from-package FOLDER.")
    from shutil import get_terminal_size

    from factbook.book.edition import edition, gather
    from factbook.record import package as packages
    from factbook.terminal import days_compared, packages_compared

    width = get_terminal_size((100, 24)).columns
    if from_package is not None:
        lines = packages_compared(packages.read(from_package), packages.read(to_package), width)
    else:
        days = edition({**gather(pairs), "compare_to": first, "as_of": last or ""})
        lines = days_compared(packages.read(days.package or None), days, days.compare_to, days.as_of, width, lambda: _judgements(days))
    click.echo("\n".join(lines))


@main.command()
@click.option("--only", multiple=True, metavar="NAME", help="Only this edition or matrix, or those that fit a pattern; repeat for more.")
@click.option("--where", multiple=True, metavar="NAME=VALUE", help="Only editions with this parameter, as in theme=…; repeat to narrow.")
@click.option("--formats", default="pdf,html", show_default=True, metavar="LIST", help="pdf, html or both, separated by a comma.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Editions to make at once.  [default: one a core]")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Make them on the Dask cluster of this scheduler: tcp://host:port.")
@click.option("--plan", "only_plan", is_flag=True, help="Say what would be made and why, and make nothing.")
@click.option("--out", type=_FOLDER, help="Folder for the reports.  [default: reports/ of the project]")
@click.option("--notebooks", type=_FOLDER, help="Folder of the chapters and editions.toml.  [default: notebooks/ of the project]")
def editions(
    only: tuple[str, ...], where: tuple[str, ...], formats: str, jobs: int, scheduler: str, only_plan: bool,
    out: Path | None, notebooks: Path | None,
) -> None:  # fmt: skip
    """Build the editions that notebooks/editions.toml names, as far as they are missing or have changed."""
    from factbook.batch.run import plan
    from factbook.batch.told import closing, planned, watched
    from factbook.book.build import FORMATS, Project

    wanted = [word.strip().lower() for word in formats.split(",") if word.strip()]
    if not wanted or set(wanted) - set(FORMATS):
        raise click.BadParameter(f"allowed are {' and '.join(FORMATS)}", param_hint="--formats")
    run = plan(Project.here(notebooks=notebooks, reports=out), only=only, where=where, formats=wanted)
    if only_plan:
        click.echo("\n".join(planned(run)))
        return
    with watched(run, click.echo) as done:
        index = run.make(done, jobs=jobs, scheduler=scheduler)
    for line in closing(run):
        click.echo(line)
    click.echo(f"Index: {_shown(index)}")
    raise SystemExit(bool(run.failed))


@main.command("chapters")
@click.option("--notebooks", type=_FOLDER, help="Folder of the chapters.  [default: notebooks/ of the project]")
def list_chapters(notebooks: Path | None) -> None:
    """List the chapters, the parameters each one takes, and what the parameters mean."""
    from factbook.book.build import Project
    from factbook.book.chapters import chapters
    from factbook.book.edition import Edition

    for chapter in chapters(notebooks or Project.here().notebooks):
        names = ", ".join(parameter.name for parameter in chapter.parameters) or "no parameters"
        click.echo(f"{chapter.file}  {chapter.title}\n    {names}")
    click.echo("\nParameters of an edition:")
    for name, field in Edition.model_fields.items():
        click.echo(f"    {name:<12}{field.description}")


@main.command()
@click.argument("package", type=_FOLDER, required=False)
def codebook(package: Path | None) -> None:
    """Write the schemas into datapackage.json and the codebook into README.md, both from the row contracts."""
    from factbook.record import codebook
    from factbook.record import package as packages

    folder = package or packages.locate()
    changed = codebook.write(folder)
    for name in changed:
        click.echo(_shown(folder / name))
    if not changed:
        click.echo("The schemas and the codebook are up to date.")


@main.command()
@click.argument("name")
@click.argument("folder", type=_FOLDER, required=False)
@click.option("--side", "sides", multiple=True, metavar="NAME", help="A side, where the record's name does not say it; give two.")
def new(name: str, folder: Path | None, sides: tuple[str, ...]) -> None:
    """Start another record: example data and four chapters that build at once.

    NAME is two words with a hyphen, as in north-south; FOLDER is where it goes, by default a folder of that name.
    """
    from factbook.starter.new import new

    home = folder or Path(name)
    for file in new(name, home, sides):
        click.echo(_shown(file))
    click.echo(f"Next: cd {_shown(home)} and python -m factbook build")


def _judgements(days: Edition) -> list[tuple[str, str, tuple[str, ...]]]:
    """The judgements that read differently, with the facts they rest on; found by the project's chapter on changes, if it has one."""
    from factbook.book.build import Project
    from factbook.book.judgements import judgements_moved

    return [(one.before, one.after, one.facts) for one in judgements_moved(days, Project.here(days.package))]


def _table(problems: list[Problem]) -> None:
    """The problems as a table; rows as the spreadsheet counts them."""
    from rich.console import Console
    from rich.table import Table

    table = Table("File", "Row", "Field", "What is wrong", "What to do", box=None, padding=(0, 2, 0, 0), header_style="bold")
    for problem in problems:
        table.add_row(problem.file, str(problem.row or ""), problem.field, problem.message, problem.remedy)
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = 200  # a file or a pipe has no width of its own
    console.print(table)


def _shown(path: Path) -> str:
    """A path as seen from the working folder, if it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size // 1000, 1)} kB"


if __name__ == "__main__":
    main(prog_name="python -m factbook")
