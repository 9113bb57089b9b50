"""The command line. Each command is a module in `commands`, imported when it is called and not before."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

COMMANDS = {
    "demo": "Score the sample organization and write wayfinder-demo.pdf.",
    "template": "Write an empty questionnaire to fill in (.xlsx, .csv, .yaml, .json).",
    "report": "Read filled-in files and write the report as a PDF.",
    "chart": "Draw one chart of the report as SVG, PNG or PDF.",
    "score": "Read filled-in files and show the scores.",
    "plan": "Read filled-in files and show the roadmap.",
    "explain": "Show how each figure of a practice came about.",
    "triage": "Ask for symptoms and recommend an approach.",
    "practices": "List the practices, or show one.",
    "frameworks": "List the frameworks, or show the requirements of one.",
    "mappings": "List what maps practices to requirements.",
    "questionnaires": "List the questionnaires, or show the statements of one.",
    "approaches": "List the approaches, or show one.",
    "crosswalk": "Go from one framework to another by way of the practices.",
    "serve": "Serve the web application; --demo with the sample organization.",
    "user": "Add users of the web application, list or delete them, or let one set a new password.",
    "db": "Bring the web application's database to this release's tables, or remove what is too old.",
    "check": "Check content: ours, or that of folders laid over it.",
}


class _Commands(click.Group):
    """Knows the commands by name and one line of help, so that `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            raise _no_command(cmd_name)
        command = getattr(import_module(f"app.cli.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - a module without its command is our fault
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    "overlays",
    multiple=True,
    metavar="DIR",
    help="A folder with content of your own, laid over ours; `wayfinder check DIR` checks it. May be given several "
    "times, and stands before the command.",
)
@click.version_option(package_name="itsm-wayfinder", prog_name="wayfinder")
@click.pass_context
def wayfinder(ctx: click.Context, overlays: tuple[str, ...]) -> None:
    """Find out how capable an organization is in the 34 ITIL 4 practices, and plan which to adopt next.

    Start with `wayfinder demo`, then `wayfinder template -o answers.xlsx`.
    """
    ctx.obj = overlays


def main() -> None:
    """Run the command line. Exit status: 0 done, 2 the input is at fault, 1 ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal does not have is shown as its code.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = wayfinder(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(2)
    except Exception as error:
        from practices_catalog.faults import InputError  # noqa: PLC0415 - only where something went wrong

        if not isinstance(error, InputError):
            raise
        for fault in error.faults:
            click.echo(f"error: {fault}", err=True)
        sys.exit(2)


def _no_command(name: str) -> Exception:
    from practices_catalog.faults import refuse  # noqa: PLC0415 - only where something went wrong
    from practices_catalog.nearest import write_nearest  # noqa: PLC0415

    return refuse(f"there is no command {name!r}", write_nearest(name, COMMANDS, "`wayfinder --help` lists them"))
