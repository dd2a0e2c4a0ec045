"""A person knows of what was lost: the manifest says no more of it."""

from contextlib import closing
from pathlib import Path

from models.archive.location import archive_path
from models.archive.manifest import begin_manifest, read_manifest
from models.archive.read.articles import open_reader
from models.archive.write.archive import Archive
from models.maintenance.verify_ledger import check_run


def acknowledge(target: str | Path) -> list[str]:
    """Forget the losses and lost runs that a manifest tells; gives them as sentences. Raises ``ArchiveError``."""
    path = archive_path(target)
    with Archive.open(path, create=False) as archive, archive.transaction():  # nobody else commits meanwhile
        kept = read_manifest(path)
        if kept is None or kept.mark is None:
            return []
        with closing(open_reader(path)) as db:
            lost = [(run, [finding.sentence for finding in check_run(db, run)]) for run in kept.runs]
        runs = [run for run, sentences in lost if not sentences]
        begin_manifest(path, kept.mark, runs=runs)
    losses = [f"{loss[0].upper()}{loss[1:]}." for loss in kept.losses]
    if kept.damaged:
        losses.append(f"The manifest was damaged: {kept.damaged} of its lines could not be read and are gone.")
    return [*losses, *(sentence for _, sentences in lost for sentence in sentences)]
