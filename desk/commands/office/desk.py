"""`news desk`: the archive in the browser."""

import click

from desk.commands.options import CommandContext, with_context


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, help="The port of the desk; 0 takes one that is free."
)
@click.option("--no-open", is_flag=True, help="Print the address, and do not open the browser.")
@with_context
def desk(context: CommandContext, port: int, no_open: bool) -> None:
    """Search, read and work on the clip in the browser, on this machine alone.

    The desk runs until Ctrl-C. The address that it prints lets in once: it belongs to you alone.
    """
    from desk.web.serve import serve_desk

    def announce(address: str) -> None:
        click.echo(address)
        if not no_open:
            click.launch(address)

    serve_desk(context.workspace, port=port, on_ready=announce, is_verbose=context.verbose)
