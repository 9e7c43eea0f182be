"""One group on its way from a line to a record."""

from datetime import date
from urllib.parse import urlsplit

from ulo.checks import normalise_url
from ulo.contribute.importer.values import Values, clean
from ulo.contribute.importer.wording import access_facts, is_guessed, legal_form
from ulo.contribute.places import (
    OUTCODE,
    POSTCODE,
    council_of,
    find_area,
    lies_within,
    split_address,
    without_brackets,
)
from ulo.core import fold, quote
from ulo.schema import Area

# Each key of a line, and the field of a record that it becomes. A source `supports` the same words.
FIELDS = {
    "name": "name",
    "aka": "also_known_as",
    "summary": "summary",
    "led_by": "user_led.led_by",
    "user_led": "user_led",
    "for": "for",
    "activities": "activities",
    "participation": "work",
    "reach": "area.reach",
    "nation": "area.serves",
    "region": "area.serves",
    "areas_served": "area.serves",
    "town": "based_in.town",
    "address": "based_in.address",
    "postcode": "based_in.postcode",
    "website": "contact.website",
    "email": "contact.email",
    "phone": "contact.phone",
    "sms": "contact.sms",
    "textphone": "contact.textphone",
    "social": "contact.social",
    "access": "access",
    "identifiers": "identifiers",
    "founded": "founded",
    "networks": "networks",
    "status": "checked",
    "closed": "closed.year",
    "successor": "closed.successor",
    "latest_evidence_year": "sources",
    "sources": "sources",
}
SUPPORTS = {
    **FIELDS,
    "latest_evidence_year": "checked",
    "latest_evidence": "checked",
    "governance": "user_led",
}
NEVER = ("confidence", "notes")
UNKNOWN = "other keys"
CHARITY_REGISTERS = ("GB-CHC", "GB-SC", "GB-NIC")


class Line(Values):
    """One group on its way from a line to a record. Each method makes one part, and tells what it leaves out."""

    @property
    def names(self) -> list[str]:
        other = self.raw.get("aka")
        return [
            self.name,
            *(
                text
                for value in (other if isinstance(other, list) else [])
                if (text := clean(value))
            ),
        ]

    def count_keys(self) -> None:
        for key in self.raw:
            if key in FIELDS or key in NEVER:
                self.account.had[key] += 1
            else:
                self.account.had[UNKNOWN] += 1
                self.leave_out(UNKNOWN, "is not a key of the format", key)
            if key in NEVER:
                self.leave_out(key, "never imported")

    def record(self, slug: str, slugs: dict[str, str], today: date) -> dict:
        """The data of the record, all as texts. The rules have not been asked yet."""
        self.place("name")
        also = [name for name in self.texts("aka") if fold(name) != fold(self.name)]
        self.place("aka", len(also))
        area = self._area(today)
        return _without_empty(
            {
                "name": self.name,
                "also_known_as": also,
                "summary": self.placed_text("summary"),
                "user_led": self._user_led(),
                "for": self.terms("for", "community"),
                "activities": self.terms("activities", "activity"),
                "area": area,
                "based_in": self._based_in(area["serves"]),
                "contact": self._contact(),
                "access": self._access(),
                "work": self._work(),
                **self._registered(),
                "founded": self.placed_number("founded"),
                "networks": self._networks(slug, slugs),
                "closed": self._closed(slugs),
                "added": today.isoformat(),
                "checked": {"on": today.isoformat(), "by": "public-sources"},
                "sources": self._sources(),
            }
        )

    def _user_led(self) -> dict:
        given = next(iter(self.groups("user_led")), {})
        self.place("user_led", bool(given))
        basis = self.text_of("user_led", given.get("basis"))
        return {
            "led_by": self.terms("led_by", "community"),
            "basis": self.schema.vocabularies["basis"].find(basis) or basis,
            "board_share": self.number_of("user_led", given.get("board_share")),
            "evidence": self.text_of("user_led", given.get("evidence")),
            "source": self.text_of("user_led", given.get("source")) or self._source_for("user_led"),
        }

    def _area(self, today: date) -> dict:
        reach = self.text("reach")
        serves: dict[str, None] = {}
        for name in self.texts("areas_served"):
            area = self._find_area(name, "areas_served")
            if area and area.kind == "country":
                self.leave_out(
                    "areas_served",
                    "is what the reach says",
                    None if reach in ("uk-wide", "international") else name,
                )
            elif area:
                ended = area.until and area.until < today.isoformat()
                serves.update(
                    dict.fromkeys(area.successors if ended and area.successors else [area.id])
                )
                self.place("areas_served")
        # A region or nation counts as the place only where the reach is as wide and no place is known.
        wide = {"regional": "region", "national": "nation"}.get(reach)
        for key in ("region", "nation"):
            if (
                key == wide
                and not serves
                and (text := self.text(key))
                and (area := self._find_area(text, key))
            ):
                serves[area.id] = None
                self.place(key)
            elif key in self.raw:
                self.leave_out(key, "not stored beside reach and places")
        self.place("reach", bool(reach))
        return {"reach": reach, "serves": list(serves)}

    def _find_area(self, name: str, key: str) -> Area | None:
        area = find_area(self.schema.areas, name)
        if area is None:
            self.leave_out(key, "is not in the list of places", name)
        elif area.kind not in ("country", "nation") and not lies_within(
            self.schema.areas, area, [clean(self.raw.get("nation")) or ""]
        ):
            self.leave_out(key, "is in another nation than the line says", name)
        else:
            return area
        return None

    def _based_in(self, serves: list[str]) -> dict:
        town, (address, inside) = (
            self.placed_text("town"),
            split_address(self.placed_text("address")),
        )
        postcode = self.text("postcode") or inside
        based = {"town": town, "address": address}
        if match := POSTCODE.fullmatch(postcode):
            district, rest = match.group(1).upper(), match.group(2).upper()
            # Fifteen homes share a postcode; without a public office the first half says enough.
            based |= {"postcode": f"{district} {rest}"} if address else {"district": district}
            self.place("postcode", "postcode" in self.raw)
        elif OUTCODE.fullmatch(postcode):
            based["district"] = postcode.upper()
            self.place("postcode")
        elif postcode:
            self.leave_out("postcode", "is not a postcode", postcode)
        if town or address:
            names = [clean(self.raw.get(key)) or "" for key in ("nation", "region")]
            based["area"] = council_of(self.schema.areas, town, serves, names)
            if town and not based["area"]:
                self.say(f"town: {quote(town)} stays without a council; add based_in.area by hand")
        return based

    def _contact(self) -> dict:
        social = self.raw.get("social", [])
        pages = self.texts_of("social", social.values() if isinstance(social, dict) else social)
        pages = list({normalise_url(page): page for page in pages}.values())
        self.place("social", len(pages))
        return {
            key: self.placed_text(key) for key in ("website", "email", "phone", "sms", "textphone")
        } | {"social": pages}

    def _access(self) -> list[dict]:
        facts: list[dict] = []
        for text in self.texts("access"):
            named = access_facts(text, self.schema.vocabularies["access"])
            facts += (fact for fact in named if fact not in facts)
            self.place("access", bool(named))
            if not named:
                self.leave_out("access", "names nothing in the list of access", text)
        return [{**fact, "source": self._source_for("access")} for fact in facts]

    def _work(self) -> list[dict]:
        pieces = []
        for given in self.groups("participation"):
            piece = {
                key: self.text_of("participation", given.get(key))
                for key in ("what", "with", "changed", "source")
            }
            piece["kind"] = self.terms_of("participation", given.get("kind", []), "kind")
            stage = self.text_of("participation", given.get("role"))
            piece["stage"] = self.schema.vocabularies["stage"].find(stage) or stage
            piece["year"] = self.number_of("participation", given.get("year"))
            if piece["source"]:
                pieces.append(piece)
                self.place("participation")
            else:
                self.leave_out("participation", "has no source", piece["what"])
        return pieces

    def _registered(self) -> dict:
        numbers, form = {}, ""
        for given in self.groups("identifiers"):
            for scheme, value in given.items():
                text = self.text_of("identifiers", str(value) if isinstance(value, int) else value)
                if scheme == "legal_form":
                    form = legal_form(
                        text,
                        any(register in given for register in CHARITY_REGISTERS),
                        self.schema.vocabularies["legal-form"],
                    )
                    self.place("identifiers", bool(form))
                    if text and not form:
                        self.leave_out("identifiers", "is not in the list of legal forms", text)
                elif scheme in self.schema.subschema(("identifiers",))["properties"]:
                    number = text.replace(" ", "").upper()
                    numbers[scheme] = (
                        number.zfill(8) if scheme == "GB-COH" and number.isdigit() else number
                    )
                    self.place("identifiers")
                else:
                    self.leave_out("identifiers", "is not a register that we know", scheme)
        return {"identifiers": numbers, "legal_form": form}

    def _networks(self, slug: str, slugs: dict[str, str]) -> list[str]:
        networks: dict[str, None] = {}
        for name in self.texts("networks"):
            network = (
                slugs.get(name)
                or slugs.get(fold(name))
                or slugs.get(fold(without_brackets(name)))
                or name
            )
            if network == slug:
                self.leave_out("networks", "is the group itself", name)
            else:
                networks[network] = None
        self.place("networks", len(networks))
        return list(networks)

    def _closed(self, slugs: dict[str, str]) -> dict:
        status, successor = self.text("status"), self.text("successor")
        if status != "closed":
            for key in ("closed", "successor"):
                if key in self.raw:
                    self.leave_out(key, "stands beside a status that is not closed", self.raw[key])
            if status in ("active", "unconfirmed"):
                self.leave_out("status", "worked out from the year of the newest evidence")
            elif status:
                self.leave_out("status", "is not active, closed or unconfirmed", status)
            return {}
        follows = slugs.get(successor) or slugs.get(fold(successor), "")
        if successor and not follows:
            self.leave_out("successor", "is not in the directory", successor)
        self.place("status")
        self.place("successor", bool(follows))
        year = self.placed_number("closed")
        guessed = year and is_guessed(clean(self.raw.get("notes")) or "")
        given = self.raw.get("user_led")
        sources = [
            *map(self._source_for, ("closed", "status", "user_led")),
            clean(given.get("source")) if isinstance(given, dict) else None,
        ]
        return {
            "year": year,
            "about": "true" if guessed else "",
            "successor": follows,
            "source": next(filter(None, sources), ""),
        }

    def _source_for(self, word: str) -> str:
        """The first source that supports this word, or nothing."""
        sources = self.raw.get("sources")
        for source in sources if isinstance(sources, list) else []:
            supports = source.get("supports") if isinstance(source, dict) else None
            if isinstance(supports, list) and word in supports:
                return clean(source.get("url")) or ""
        return ""

    def _sources(self) -> list[dict]:
        sources: dict[str, dict] = {}
        known = self.schema.subschema(("sources", 0, "supports", 0))["enum"]
        for given in self.groups("sources"):
            url, title = (
                self.text_of("sources", given.get("url")),
                self.text_of("sources", given.get("title")),
            )
            source = sources.setdefault(
                normalise_url(url), {"url": url, "title": title or _host(url), "supports": []}
            )
            source.setdefault("year", self.number_of("sources", given.get("year")))
            for word in self.texts_of("sources", given.get("supports") or []):
                field = (
                    "closed"
                    if word == "status" and self.raw.get("status") == "closed"
                    else SUPPORTS.get(word, word)
                )
                # A source for the town is a source for where the group is based.
                field = field if field in known else field.partition(".")[0]
                if field not in known:
                    self.leave_out("sources", f"supports {quote(word)}, which is no field")
                elif field not in source["supports"]:
                    source["supports"].append(field)
            self.place("sources")
        self._date(list(sources.values()))
        return list(sources.values())

    def _date(self, sources: list[dict]) -> None:
        """Gives the year of the newest evidence to the source that shows it, where the source has none."""
        if not (year := self.number_of("sources", self.raw.get("latest_evidence_year"))):
            return
        undated = [
            source for source in sources if not source["year"] and "checked" in source["supports"]
        ]
        if not any(source["year"] >= year for source in sources) and len(undated) == 1:
            undated[0]["year"] = year
        if any(source["year"] == year for source in sources):
            self.place("latest_evidence_year")
        else:
            self.leave_out("latest_evidence_year", "is not the year of a source", year)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        parts = {key: _without_empty(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in ("", [], {})}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value
