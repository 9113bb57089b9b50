"""The command line. Each command is a module in `commands`, imported only when it is called."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from importlib import import_module

import click

COMMANDS = {
    "demo": "Score the sample organization and write wayfinder-demo.pdf.",
    "template": "Write an empty questionnaire to fill in (.xlsx, .csv, .yaml or .json).",
    "report": "Score filled-in questionnaires and write a PDF report.",
    "chart": "Draw one chart of the report as SVG, PNG or PDF.",
    "score": "Score filled-in questionnaires.",
    "plan": "Score filled-in questionnaires and plan a roadmap.",
    "explain": "Show how each figure for a practice was calculated.",
    "triage": "Ask about symptoms and recommend an approach.",
    "practices": "List the practices, or show one.",
    "frameworks": "List the frameworks, or show the requirements of one.",
    "mappings": "List the mappings from practices to requirements.",
    "questionnaires": "List the questionnaires, or show the statements of one.",
    "approaches": "List the approaches, or show one.",
    "crosswalk": "Compare two frameworks through the practices mapped to both.",
    "serve": "Start the web application; --demo loads the sample organization.",
    "user": "Add, list or delete users of the web application, or reset a password.",
    "db": "Upgrade the web application's database, or remove old data.",
    "check": "Check the built-in content, or your own folders on top of it.",
}


ALL_FAULTS = "all_faults"


@dataclass
class Call:
    """One call of the command line.

    Attributes:
        overlays: the folders of the user's own content.
        all_faults: whether each error gets its own line; otherwise, equal errors share a line.
    """

    overlays: tuple[str, ...] = ()
    all_faults: bool = False


def _all_faults_option() -> click.Option:
    """Return the option, shared by all commands, that lists each error separately."""

    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - the signature is click's
        ctx.ensure_object(Call).all_faults |= value

    text = "List each error on its own line, however many there are."
    return click.Option(["--all-faults"], is_flag=True, expose_value=False, callback=remember, help=text)


class _Commands(click.Group):
    """The commands by name, each with one line of help, so that `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            raise _no_command(cmd_name)
        command = getattr(import_module(f"app.cli.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - a module without its command is a bug
        if not any(each.name == ALL_FAULTS for each in command.params):
            command.params.append(_all_faults_option())
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
    help="Add your own content from this folder; `wayfinder check DIR` checks it. Put it before the command. Can be "
    "repeated.",
)
@click.version_option(package_name="itsm-wayfinder", prog_name="wayfinder")
@click.pass_context
def wayfinder(ctx: click.Context, overlays: tuple[str, ...]) -> None:
    """Find out how capable an organization is in the 34 ITIL 4 practices, and plan which to adopt next.

    Start with `wayfinder demo`, then `wayfinder template -o answers.xlsx`.
    """
    ctx.ensure_object(Call).overlays = overlays


def main() -> None:
    """Run the command line. Exit status: 0 for success, 2 for invalid input, 1 for an internal error."""
    call = Call()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal may be unable to show a character in an answer: print its code instead of failing.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = wayfinder(standalone_mode=False, obj=call)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(2)
    except Exception as error:
        from app.cli.failures import faults_of, lines_of  # noqa: PLC0415 - only needed for an error

        faults = faults_of(error)
        if not faults:
            raise
        for line in lines_of(faults, each=call.all_faults):
            click.echo(line, err=True)
        sys.exit(2)


def _no_command(name: str) -> Exception:
    from practices_catalog.faults import refuse  # noqa: PLC0415 - only needed for an error
    from practices_catalog.nearest import write_nearest  # noqa: PLC0415

    return refuse(f"unknown command {name!r}", write_nearest(name, COMMANDS, "see `wayfinder --help`"))
