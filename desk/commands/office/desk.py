"""`news desk`: the archive in the browser."""

from pathlib import Path

import click

from desk.commands.options import CommandContext, with_context
from desk.output.messages import say
from models.language import _


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    help="The port of the desk. Default: one that is free; with --lan 8765.",
)
@click.option("--no-open", is_flag=True, help="Print the address, and do not open the browser.")
@click.option(
    "--shortcut",
    is_flag=False,
    flag_value="",
    metavar="[FOLDER]",
    help="Only write a file that opens the desk at a double click: beside the archive, or into a folder.",
)
@click.option("--lan", metavar="ADDRESS", help="Open the desk to an office, at this address of the machine.")
@click.option("--cert", type=click.Path(path_type=Path), help="The certificate (PEM) to encrypt the line with.")
@click.option("--key", type=click.Path(path_type=Path), help="Its private key, if that is not in the same file.")
@with_context
def desk(
    context: CommandContext,
    port: int | None,
    no_open: bool,
    shortcut: str | None,
    lan: str | None,
    cert: Path | None,
    key: Path | None,
) -> None:
    """Search, read and work on the clip in the browser.

    The desk runs until Ctrl-C. The address that it prints lets in once: it belongs to you alone. With --lan everybody
    logs in with a name and a password (see `news people`), also at this machine.
    """
    if shortcut is not None:
        from desk.services.setup import write_desk_file

        path = write_desk_file(context.workspace, Path(shortcut) if shortcut else None)
        context.say(_("To search and clip in the browser, double-click {path}.", path=path))
        return
    from desk.web.lan_access import LAN_PORT, read_lan
    from desk.web.serve import serve_desk

    if (cert or key) and lan is None:
        raise click.UsageError(_("--cert and --key go with --lan."))
    if key and cert is None:
        raise click.UsageError(_("--key goes with --cert."))
    access = None if lan is None else read_lan(lan, cert, key)
    if access is not None and access.certificate is None:
        say(
            _(
                "WARNING: without --cert the line is not encrypted: whoever is in this network can read passwords and "
                "pages. Use it only in a network that you trust."
            )
        )

    def announce(address: str) -> None:
        click.echo(address)
        if not no_open:
            click.launch(address)

    serve_desk(
        context.workspace,
        port=(0 if access is None else LAN_PORT) if port is None else port,
        on_ready=announce,
        is_verbose=context.verbose,
        lan=access,
    )
