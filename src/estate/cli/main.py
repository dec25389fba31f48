"""The group of commands, each imported only when it is asked for."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

import click

from estate import __version__
from estate.cli.status import Status
from estate.diagnostics.errors import EstateError
from estate.diagnostics.likely import likely

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": "Start an inventory: a folder that check, editor and git understand.",
    "check": "Say what is wrong, doubtful or missing in an inventory.",
    "explain": "Explain a rule: what it looks for, why, and how to mend it.",
    "add": "Add a system, an interface or a contract.",
    "set": "Change facts of a record, with their source.",
    "review": "Stamp records as confirmed on a date.",
    "rename": "Change an id, and every reference to it.",
    "fmt": "Put files into the usual order and layout, comments kept.",
    "products": "Bring support dates of products up to date.",
    "list": "List records by a condition, as a table or as data.",
    "contracts": "Show when contracts can end, and by when to say so.",
    "score": "Rank systems by legacy risk, with every figure's reason.",
    "show": "Show everything known and derived about one system.",
    "interop": "Show how well systems work together, and what would help most.",
    "structure": "Show what hangs on what: groups, cut points, reach, concentration.",
    "map": "Draw the estate: landscape, neighbourhood, data flows, risk, structure.",
    "compare": "Compare councils: who runs what, until when, and what could be bought together.",
    "check-new": "Before buying: who already runs something for this, and could it be joined.",
    "plan": "Compute what to replace, in what order and with whom.",
    "study": "Plan many times: scenarios side by side, what more money buys, how firm a plan is.",
    "report": "Write the site: pages for members, board, architects and procurement.",
    "export": "Write the estate and its roadmap for other tools: ArchiMate, LikeC4, CALM and more.",
    "share": "Make a share pack of a council: what its agreement lets others see.",
    "check-pack": "Check share packs that were received: whole, fitting, current.",
    "schema": "Print the JSON Schema of a kind of file, for editors.",
}
"""The commands with their one-line help, so that listing them imports none."""

EPILOG = """\b
Exit status: 0 sound; 1 findings at or above --fail-on, or unreadable input; 2 usage;
3 environment (disk, rights, missing program); 4 no roadmap can exist; 5 none found within
the limit; 130 or 143 interrupted.
"""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None when there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(
            importlib.import_module(f"estate.cli.{name}"), f"{name}_command"
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        close = likely(args[0], COMMANDS)
        if args[0] not in COMMANDS and close:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{close[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show a traceback if the program itself fails.")
def cli(debug: bool) -> None:
    """Keep a council's ICT estate as text, and compute from it what to replace and when.

    Start with `estate check` in the folder that holds estate.toml; then `estate score`, and
    `estate plan --out build` for a roadmap with its page and pictures.
    """
    del debug


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with a documented status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a replacement, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(words))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(arguments, prog_name="estate", standalone_mode=False)
        sys.stdout.flush()
        return int(result or Status.SOUND)
    except BrokenPipeError:
        _discard_output()
        return Status.SOUND
    except OSError as fault:
        _discard_output()
        click.echo(f"estate: cannot write: {fault.strerror or fault}", err=True)
        return Status.ENVIRONMENT
    except (KeyboardInterrupt, click.Abort):
        return Status.INTERRUPTED
    except (click.ClickException, click.exceptions.Exit, EstateError) as fault:
        return _said(fault)
    except Exception as fault:
        if "--debug" in arguments:
            raise
        click.echo(
            f"estate: internal fault ({type(fault).__name__}: {fault}). This is a bug: please "
            "report it, with the output of the same command after `estate --debug`.",
            err=True,
        )
        return Status.INTERNAL


def _said(fault: click.ClickException | click.exceptions.Exit | EstateError) -> int:
    """Say what stopped the run, in one line, and return the status it stands for."""
    if isinstance(fault, EstateError):
        click.echo(f"estate: {fault}", err=True)
        return fault.exit_status
    if isinstance(fault, click.ClickException):
        fault.show()
    return fault.exit_code


def _discard_output() -> None:
    """Let nothing more be written: whoever read our output has stopped, or it has no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
