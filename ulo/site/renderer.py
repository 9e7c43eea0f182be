"""Templates to HTML, with autoescape on: the only reader of templates and of the icon files.

Record text meets HTML here and nowhere else. A template has no words of its own: they come from
schema/locales/.
"""

import hashlib
import json
import re
from collections.abc import Callable, Hashable, Iterable, MutableMapping
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote as percent_quote

import jinja2
import jinja2.ext
import jinja2.meta
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from ulo.catalogue import Catalogue, Guide, OrganisationLink, OrganisationRow, closing_text
from ulo.core import (
    display_host,
    display_url,
    format_day,
    format_message,
    format_month,
    join_list,
    pluralise,
    urls,
)
from ulo.records.values import country_forms
from ulo.site import text
from ulo.site.addresses import Addresses
from ulo.site.icons import icon
from ulo.site.page import ROOT, Page, TemplateFile, evaluate
from ulo.site.pictures import picture, term_picture

PACKAGE_DIR = Path(__file__).parent
ASSETS_DIR = PACKAGE_DIR.parent.parent / "docs" / "assets"
# It can be deleted at any time.
CACHE_DIR = PACKAGE_DIR.parent.parent / ".cache" / "templates"

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What might end a script element, or a line of a script.
SCRIPT_SIGNS = re.compile("[<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
# For the hook, which gets the environment of MkDocs' own templates.
Environment = jinja2.Environment


class _Context(jinja2.runtime.Context):
    """Calls what a template calls without asking first whether it wants to know the context."""

    def call(
        self,
        function: Callable[..., object],
        /,
        *args: object,
        _block_vars: object = None,
        _loop_vars: object = None,
        **kwargs: object,
    ) -> object:
        return function(*args, **kwargs)


class _RootSign(jinja2.ext.Extension):
    """Writes the sign of the root into the templates themselves."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace("{{ root }}", ROOT)


class _Environment(jinja2.Environment):
    context_class = _Context

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """A plain dictionary: the usual chain of two is slow, and each page copies it."""
        return {**self.globals, **d} if d else self.globals


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Keeps compiled templates, where it can."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


# While a site is served it is built again and again, of the same templates.
@lru_cache
def _look_into(source: str) -> tuple[bool, tuple[str | None, ...]]:
    """Whether a template names the catalogue, and which others it uses; None is any of them."""
    tree = jinja2.Environment(autoescape=True).parse(source)
    names = {name.name for name in tree.find_all(jinja2.nodes.Name)}
    return "catalogue" in names, tuple(jinja2.meta.find_referenced_templates(tree))


class Renderer:
    """Renders templates for one catalogue: `render` gives the HTML of the main part of a page.

    `addresses` are those of its language, where the site has several.
    """

    def __init__(self, catalogue: Catalogue, addresses: Addresses | None = None) -> None:
        self.catalogue = catalogue
        self.addresses = addresses
        language = addresses.record_language if addresses else ""
        self.record_lang = Markup(' lang="{}"').format(language) if language else Markup("")
        self.environment = _Environment(
            loader=jinja2.FileSystemLoader([PACKAGE_DIR / "pages", PACKAGE_DIR / "theme"]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Templates are read once for all pages.
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_BytecodeCache(str(CACHE_DIR), f"{_own_version()}-%s"),
            extensions=[_RootSign],
        )
        phones = country_forms(catalogue.schema).phones
        self.environment.globals.update(
            asset_version=asset_version,
            catalogue=catalogue,
            closing_text=closing_text,
            # Of the country: a template that took these from the catalogue would be drawn always.
            country_id=catalogue.country.id,
            crisis_lines=catalogue.schema.crisis_lines,
            draw_once=self._draw_once,
            harmless_page=catalogue.schema.country.harmless_page,
            has_postcodes=lambda: catalogue.place_pages.gazetteer.has_postcodes,
            icon=icon,
            instance=catalogue.instance,
            language=catalogue.schema.locale.language,
            messages=catalogue.messages,
            near_heading=partial(text.near_heading, catalogue),
            organisation_link=self.organisation_link,
            picture=partial(picture, catalogue.schema),
            reach_ids=catalogue.schema.reach_ids,
            relay_prefix=phones.relay,
            register_label=catalogue.schema.register_label,
            register_page=catalogue.schema.registers.page,
            # What a record says stays in its own language.
            guide_lang=self._guide_lang,
            record_lang=self.record_lang,
            root=ROOT,
            script_version=script_version,
            term=catalogue.term,
            term_picture=partial(term_picture, catalogue.schema),
            urls=urls,
        )
        self.environment.filters.update(
            call_link=partial(text.call_link, plan=phones),
            text_link=partial(text.text_link, plan=phones),
            display_url=display_url,
            domain=display_host,
            format_date=format_day,
            format_distance=self._format_distance,
            format_message=format_message,
            format_month=format_month,
            format_size=text.format_size,
            from_top=addresses.from_top if addresses else str,
            in_record_language=self._in_record_language,
            join_list=self._join_list,
            link_glossary=self._link_glossary,
            map_band=text.map_band,
            # What the shell rendered of our own Markdown is HTML already.
            markup=Markup,
            non_breaking=partial(text.non_breaking, plan=phones),
            percent_encode=percent_quote,
            # Text stays text: a macro would give escaped text, which a message escapes again.
            phrases=catalogue.phrases,
            pluralise=pluralise,
            split_markdown=text.split_markdown,
            titles=self._titles,
            with_record_texts=self._with_record_texts,
        )
        self._drawn: dict[tuple[str, Hashable], Markup] = {}
        self._links: dict[str, Markup] = {}
        self._reaching: dict[str, bool] = {}

    def render(self, item: Page | TemplateFile) -> str:
        """What its template makes of a file, or of the main part of a page.

        In the template, `root` is the way from there to the top of the site, with which its links
        begin, and `linked` collects the words of the glossary that the page has linked.
        """
        template = self.environment.get_template(item.template)
        url = self.addresses.own_url(item.url) if self.addresses else item.url
        html = template.render(evaluate(item.context), page_url=url, linked=set())
        if self.addresses:
            return self.addresses.fill(html, item.url)
        return html.replace(ROOT, urls.relative_root(item.url))

    def reaches_catalogue(self, template: str) -> bool:
        """Whether a template, or one that it uses, may look at anything in the catalogue."""
        if template not in self._reaching:
            self._reaching[template] = False  # for one that includes itself
            assert self.environment.loader
            source, _, _ = self.environment.loader.get_source(self.environment, template)
            names_catalogue, used = _look_into(source)
            self._reaching[template] = names_catalogue or any(
                name is None or self.reaches_catalogue(name) for name in used
            )
        return self._reaching[template]

    def _draw_once(self, macro: Macro, key: Hashable, *values: object) -> Markup:
        """What a macro makes of these values, for which `key` must stand."""
        if (macro.name, key) not in self._drawn:
            self._drawn[macro.name, key] = Markup(macro(*values))
        return self._drawn[macro.name, key]

    def link_glossary_html(self, html: str, root: str, linked: set[str]) -> str:
        """HTML of our own in which explained words are links to what they mean.

        `linked` has the slugs of those that its page has linked before, and gets the new ones.
        """
        parts = self.catalogue.glossary.split_html(html, linked)
        return "".join(
            self._glossary_link(Markup(part), slug, root) if slug else part for part, slug in parts
        )

    @jinja2.pass_context
    def _link_glossary(self, context: jinja2.runtime.Context, value: str) -> Markup:
        """The same for a text or for HTML (Markup), each word once on a page."""
        linked = context["linked"]
        if isinstance(value, Markup):
            return Markup(self.link_glossary_html(value, ROOT, linked))
        parts = self.catalogue.glossary.split_text(value, linked)
        return Markup("").join(
            self._glossary_link(part, slug, ROOT) if slug else part for part, slug in parts
        )

    def _glossary_link(self, word: str, slug: str, root: str) -> Markup:
        label = self.catalogue.messages["words"]["what_it_means"]
        return Markup('<a class="word" href="{}{}">{}<span class="hide"> {}</span></a>').format(
            root, urls.word(slug), word, label
        )

    def organisation_link(self, link: OrganisationLink | OrganisationRow) -> Markup:
        """A link to a group, made once for many pages."""
        if link.slug not in self._links:
            self._links[link.slug] = Markup('<a href="{}{}"{}>{}</a>').format(
                ROOT, urls.organisation(link.slug), self.record_lang, link.display_name
            )
        return self._links[link.slug]

    def _in_record_language(self, value: str) -> str:
        """A text of a record among words of the page; an empty one stays empty."""
        if not self.record_lang or not value:
            return value
        return Markup("<span{}>{}</span>").format(self.record_lang, value)

    def _with_record_texts(self, message: str, **texts: str) -> str:
        """A message with texts of a record in its gaps."""
        if not self.record_lang:
            return format_message(message, **texts)
        marked = {name: self._in_record_language(text) for name, text in texts.items()}
        return Markup(escape(message)).format(**marked)

    def _guide_lang(self, guide: Guide) -> Markup:
        """The language of a guide, where that is not the one of the page."""
        is_own = not self.addresses or self.addresses.has(guide.url)
        return Markup("") if is_own else self.record_lang

    def _format_distance(self, miles: int) -> str:
        return text.format_distance(miles, self.catalogue)

    def _join_list(self, items: Iterable[str], conjunction: str = "and") -> str:
        return join_list(items, self.catalogue.messages["lists"], conjunction)

    def _titles(self, term_ids: Iterable[str], vocabulary: str) -> list[str]:
        return [self.catalogue.term(vocabulary, term_id).title for term_id in term_ids]


def _own_version() -> str:
    """The version of this module, which decides what a template is compiled to."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]


def script_json(data: object) -> str:
    """JSON that can stand inside of a script element: nothing in it can end the element."""
    return SCRIPT_SIGNS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", JSON.encode(data))


@lru_cache
def asset_version(pattern: str) -> str:
    """What stands behind the address of a file of docs/assets, so that no browser uses an old one.

    It is a hash of all files that match the pattern.
    """
    content = b"".join(path.read_bytes() for path in sorted(ASSETS_DIR.glob(pattern)))
    return hashlib.sha256(content).hexdigest()[:8]


def script_version() -> str:
    """The version that all scripts have together, since one loads another."""
    return asset_version("js/**/*.js")
