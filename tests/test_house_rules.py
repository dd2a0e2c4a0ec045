"""The floors of the house: imports go down only, package by package; no circles; no library outside its place."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "pipelines", "scrapers", "reports", "desk")
# Lowest first. A module belongs to the longest name that fits. It may import its own package and the floors below;
# packages on one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("models.language",),
    ("models", "models.records"),
    ("models.text",),
    ("models.health",),
    ("models.query", "models.clips", "models.people"),
    ("models.interface",),
    ("models.archive",),
    ("models.archive.schema",),
    ("models.archive.index",),
    ("models.archive.read",),
    ("models.archive.write",),
    ("models.search", "models.maintenance"),
    ("models.backends",),
    ("models.open",),
    ("pipelines", "pipelines.contracts", "pipelines.text_reuse"),
    ("pipelines.dom",),
    ("pipelines.text", "pipelines.stories"),
    ("pipelines.page",),
    ("pipelines.generic", "pipelines.lists", "pipelines.releases"),
    ("pipelines.article_text", "pipelines.choose_parts"),
    ("pipelines.same_article",),
    ("pipelines.same_address",),
    ("pipelines.extract", "pipelines.cross_check"),
    ("pipelines.fit", "pipelines.store_article"),
    ("pipelines.crawl_run",),
    ("pipelines.item_pipelines",),
    ("scrapers", "scrapers.delays"),
    ("scrapers.declarations", "scrapers.outcomes"),
    ("scrapers.families",),
    ("scrapers.registry", "scrapers.middlewares"),
    ("scrapers.addon", "scrapers.settings"),
    ("scrapers.crawl",),
    ("scrapers.importing", "scrapers.site_check", "scrapers.spider_loader", "scrapers.samples"),
    ("reports", "reports.formats"),
    ("reports.coverage",),
    ("reports.articles", "reports.charts", "reports.pickup", "reports.health"),
    ("reports.documents",),
    ("reports.clip",),
    ("reports.month",),
    ("desk", "desk.output.messages", "desk.output.output_paths", "desk.schedule"),
    ("desk.notify",),
    ("desk.services",),
    ("desk.output",),
    ("desk.web",),
    ("desk.commands",),
    ("cli",),
)
STRANGERS = (("scrapers", "reports"),)
"""Rooms of which neither imports the other, though one stands above."""
LIBRARIES = {
    "scrapy": ("scrapers/", "pipelines/item_pipelines.py"),
    "twisted": ("scrapers/", "pipelines/item_pipelines.py"),
    "OpenSSL": ("scrapers/outcomes/network_errors.py",),
    "service_identity": ("scrapers/outcomes/network_errors.py",),
    "sqlalchemy": (
        *("models/archive/write/", "models/archive/index/", "models/archive/schema/"),
        *("models/archive/compiled_sql.py", "models/archive/connection.py"),
    ),
    "sqlite3": ("models/archive/", "models/search/", "models/maintenance/", "models/backends/"),
    "alembic": ("models/archive/schema/",),
    "dateutil": ("pipelines/text/dates.py",),
    "zstandard": ("models/archive/compression.py",),
    "warcio": ("reports/articles/warc_writer.py", "scrapers/importing/warc_pages.py"),
    "lxml": ("pipelines/", "scrapers/families/", "reports/documents/docx.py", "reports/documents/hwpx.py"),
    "bs4": ("pipelines/",),
    "click": ("cli.py", "desk/commands/", "desk/help_language.py"),
    "rich": ("desk/output/progress.py",),
    "numpy": ("pipelines/text_reuse/", "pipelines/stories/", "pipelines/releases/", "models/text/tokens.py"),
    "olefile": ("pipelines/releases/readers/hwp.py", "pipelines/releases/readers/file_kind.py"),
    "docx": ("pipelines/releases/readers/docx.py", "reports/documents/docx.py"),
    "pdfminer": ("pipelines/releases/readers/pdf.py",),
    "xlsxwriter": ("reports/formats/xlsx.py", "reports/clip/workbook.py", "reports/month/workbook.py"),
    "openpyxl": ("reports/clip/read_workbook.py", "reports/clip/own_columns.py"),
    "jinja2": ("reports/formats/html.py", "desk/web/rendering.py"),
    "starlette": ("desk/web/",),
    "uvicorn": ("desk/web/serve.py",),
    "anyio": ("desk/web/",),
    "argon2": ("desk/services/",),
    "markupsafe": ("reports/formats/html.py", "reports/charts/svg.py"),
    "hwpx": ("reports/documents/hwpx.py",),
    "PIL": ("reports/charts/png.py", "reports/documents/pictures.py"),
    "pypdfium2": ("reports/documents/pictures.py",),
    "typst": ("reports/documents/pdf.py",),
}
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [*(p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))), ROOT / "cli.py"]
    if "migrations" not in path.parts
}
FLOOR_OF = {name: (number, name) for number, floor in enumerate(FLOORS) for name in floor}


@cache
def parse(module: str) -> tuple[ast.Module, list[ast.AST]]:
    """The tree of a module, and all its nodes."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    return tree, list(ast.walk(tree))


@cache
def imported(module: str) -> list[tuple[str, bool]]:
    """The modules that a module imports, and whether only a type checker does."""
    return list(_imported(parse(module)[1]))


def _imported(nodes: list[ast.AST]) -> Iterator[tuple[str, bool]]:
    typing_only = {
        id(inside)
        for node in nodes
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield (inside if inside in FILES else node.module), id(node) in typing_only


def floor_of(module: str) -> tuple[int, str]:
    """The floor and the package of a module."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if found := FLOOR_OF.get(".".join(parts[:length])):
            return found
    raise AssertionError(f"{module} stands on no floor")


def test_imports_go_down_only() -> None:
    assert [wrong for module in FILES for wrong in imports_upwards(module)] == []


def imports_upwards(module: str) -> Iterator[str]:
    """The imports of a module that do not go down."""
    floor, package = floor_of(module)
    for name, _ in imported(module):
        if name in FILES:
            below, other = floor_of(name)
            is_allowed = below < floor or other == package
            is_strange = any({module.split(".")[0], name.split(".")[0]} == {*pair} for pair in STRANGERS)
        else:
            is_allowed, is_strange = name.split(".")[0] != "tests", False
        if not is_allowed or is_strange:
            yield f"{module} imports {name}"


OPEN_TO_ALL = (
    *(
        "models.open",
        "models.interface",
        "models.language",
        "models.records",
        "models.replace_file",
        "models.lock_file",
    ),
    *("models.query", "models.text", "models.health", "models.clips", "models.people"),
)
"""What of models the rooms above it may know: whatever database keeps an archive is behind the interface."""


def test_the_rooms_above_models_know_only_its_interface() -> None:
    assert [
        f"{module} imports {name}"
        for module in FILES
        if not module.startswith("models")
        for name, _ in imported(module)
        if name.startswith("models.") and not name.startswith(OPEN_TO_ALL)
    ] == []


SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE TABLE|WITH RECURSIVE)\s")
SPEAKS_SQL = ("models/archive/", "models/search/", "models/maintenance/")


def test_sql_stands_behind_the_interface() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for module, path in FILES.items()
        if not path.relative_to(ROOT).as_posix().startswith(SPEAKS_SQL)
        for node in parse(module)[1]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    arrows = {
        module: {name for name, typing_only in imported(module) if name in FILES and not typing_only}
        for module in FILES
    }
    while True:
        reached = {name for names in arrows.values() for name in names}
        inside = {module for module, names in arrows.items() if module in reached and names & arrows.keys()}
        if inside == arrows.keys():
            break
        arrows = {module: arrows[module] & inside for module in inside}
    assert not arrows


def test_libraries_stay_in_their_places() -> None:
    assert [
        f"{path.relative_to(ROOT)} may not import {name}"
        for module, path in FILES.items()
        for name, _ in imported(module)
        if not path.relative_to(ROOT).as_posix().startswith(LIBRARIES.get(name.split(".")[0], ("",)))
    ] == []


PUBLIC_AFTER_ALL = {"_replace", "_asdict", "_Element", "_Comment", "_Decompress"}
"""Names with an underscore that libraries document."""


def private_names(module: str) -> Iterator[str]:
    """Names with an underscore that a module takes from another one."""
    nodes = parse(module)[1]
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    own |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module != "typing":
            names = {alias.name for alias in node.names if alias.name.startswith("_")}
            yield from names - ({"_"} if str(node.module).startswith("models.language") else set())
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            yield from (f".{name}" for name in {node.attr} - own - PUBLIC_AFTER_ALL)


def test_no_private_name_crosses_a_module() -> None:
    assert [f"{module} takes {name}" for module in FILES for name in private_names(module)] == []


def test_no_neighbour_is_typed_any() -> None:
    assert [
        f"{module}:{node.lineno} {node.name}({argument.arg}: Any)"
        for module in FILES
        for node in parse(module)[1]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for argument in [*node.args.args, *node.args.kwonlyargs]
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Any"
        if argument.arg not in {"value", "values", "crawler"}
    ] == []


def test_no_folder_is_a_heap() -> None:
    counts: dict[Path, int] = {}
    for module, path in FILES.items():
        # One file a CMS: there the heap is a table.
        if path.name != "__init__.py" and not module.startswith("scrapers.families"):
            counts[path.parent] = counts.get(path.parent, 0) + 1
    assert max(counts.values()) <= 22, counts


PLAIN_ROOMS = ("pipelines", "reports")
"""Rooms whose names are straightened; the others follow."""
PARTICIPLES = frozenset("kept told shown said found taken given asked seen looked_at understood".split())  # noqa: SIM905


VAGUE = {"MOST", "LEAST", "LONGEST", "ENOUGH", "FEW", "SOME"}


def test_limits_say_max_or_min() -> None:
    assert [
        f"{module}: {target.id}"
        for module in FILES
        if module.startswith(PLAIN_ROOMS)
        for node in parse(module)[0].body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and VAGUE & {*target.id.split("_")}
    ] == []


def test_functions_are_verbs() -> None:
    assert [
        f"{module}: {node.name}"
        for module in FILES
        if module.startswith(PLAIN_ROOMS)
        for node in parse(module)[1]
        if isinstance(node, ast.FunctionDef) and node.name.strip("_") in PARTICIPLES
    ] == []


def test_a_package_says_what_is_in_it() -> None:
    packages = [name for name, path in FILES.items() if path.name == "__init__.py" and name.startswith(PLAIN_ROOMS)]
    assert packages
    assert [name for name in packages if not ast.get_docstring(parse(name)[0])] == []


def test_searching_loads_nothing_slow() -> None:
    code = (
        "import sys, cli, models.open, models.backends.sqlite, desk.commands.search, desk.commands.show; "
        "print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert not loaded & {
        "scrapy",
        "twisted",
        "sqlalchemy",
        "alembic",
        "lxml",
        "bs4",
        "zstandard",
        "dateutil",
        "rich",
        "numpy",
        "jinja2",
    }


SERVICES = [module for module in FILES if module.startswith("desk.services.")]


def test_services_load_neither_click_nor_rich() -> None:
    code = f"import sys, {', '.join(SERVICES)}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"click", "rich"} & set(ran.stdout.split())


def test_a_service_neither_prints_nor_exits() -> None:
    assert SERVICES
    assert [
        f"{module}:{node.lineno}"
        for module in SERVICES
        for node in parse(module)[1]
        if (isinstance(node, ast.Name) and node.id in {"print", "say", "input", "exit", "SystemExit"})
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr", "exit"})
    ] == []
