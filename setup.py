"""All settings are in pyproject.toml. Here only the Korean catalog is compiled into the wheel."""

import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalog(build_py):
    """Copies the packages, and puts ``ko.mo`` beside ``models/language``; a checkout compiles it by itself."""

    def run(self) -> None:
        """Copy, then compile."""
        super().run()
        if not self.editable_mode:
            compile_catalog = runpy.run_path("models/language/compile.py")["compile_catalog"]
            data = compile_catalog(Path("models/language/ko.po").read_text(encoding="utf-8"))
            Path(self.build_lib, "models/language/ko.mo").write_bytes(data)


setup(cmdclass={"build_py": BuildWithCatalog})
