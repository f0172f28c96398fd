"""The HTML exporter: an executed notebook in, one file out that asks nothing of any network.

The document's tree (see `document`) is drawn by the Jinja templates in `templates/factbook`, every text escaped. An analyst's own
template extends it: a folder with a `conf.json` of `{"base_template": "factbook"}` and an `index.html.j2` that overrides blocks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import Bool, List, Unicode, default

from factbook.export.document import document
from factbook.export.html_filters import FILTERS
from factbook.export.html_page import page
from factbook.export.maths import untold
from factbook.export.warned import tell_all

_TEMPLATES = Path(__file__).parent / "templates"


class HTMLExporter(TemplateExporter):
    """One self-contained, accessible page: figures, fonts, style and script inside, a content security policy that it obeys."""

    export_from_notebook = "factbook HTML"
    output_mimetype = "text/html"

    show_code = Bool(False, help="Show the code of every cell, not only of those tagged `show-code`.").tag(config=True)
    strict = Bool(False, help="Refuse what a reader would miss, such as a picture without alt text.").tag(config=True)
    template_name = Unicode("factbook", help="Name of the template to use").tag(config=True, affects_template=True)
    extra_template_basedirs = List(Unicode()).tag(config=True, affects_environment=True)

    @default("optimistic_validation")
    def _default_optimistic_validation(self) -> bool:
        """Validate once rather than after each preprocessor, which costs as much as the rest; nbconvert can so only where it has one."""
        return bool(self.default_preprocessors or self.preprocessors)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(_TEMPLATES), str(Path.cwd())]

    def get_template_names(self) -> list[str]:
        """The template's name and those it builds on; ours is found even where the folders are set anew."""
        if str(_TEMPLATES) not in self.extra_template_basedirs:
            self.extra_template_basedirs = [str(_TEMPLATES), *self.extra_template_basedirs]
        names: list[str] = super().get_template_names()  # type: ignore[no-untyped-call]
        return names

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = True
        found = [environment.loader] if environment.loader else []
        environment.loader = ChoiceLoader([*found, FileSystemLoader(_TEMPLATES)])  # so that "factbook/index.html.j2" can be extended
        environment.filters.update(FILTERS)
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources; RenderError where `strict` and a reader would miss something."""
        notebook, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        about = resources.get("metadata", {})
        tree = document(notebook, folder=about.get("path"), name=about.get("name", ""), show_code=self.show_code)
        tell_all([*tree["warnings"], *untold(tree["blocks"], "mathml")], tree["cells"], self.log, strict=self.strict)
        text = self.template.render(**page(tree), nb=notebook, resources=resources)
        return text.lstrip(), resources


def html_text(notebook: NotebookNode, **options: Any) -> str:
    """The notebook as one HTML page; `options` are the exporter's (`show_code`, `strict`)."""
    exporter = HTMLExporter(**options)  # type: ignore[no-untyped-call]
    text, _ = exporter.from_notebook_node(notebook)
    return text
