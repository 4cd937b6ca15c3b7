"""Search queries: the JSON filters of the API, compiled to SQL.

Compiling is pure: it reads a query and a table of fields and gives a condition with its
arguments; values never become part of the SQL text. What a field means is declared by the noun
that has it (`Field`); what an operator means is declared here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from .body import Body, as_whole
from .messages import Refusal, invalid
from .paging import Order, Page, cursor_page, per_page_of
from .records import Records

MAX_DEPTH = 2
MAX_FILTERS = 15
MAX_VALUES = 30_000
"""How many values a whole query may name, which is what SQLite takes."""
MAX_PATTERN_BYTES = 20_000
"""How long a text to look for within others may be. SQLite takes twice that, with escapes."""
DAY_S = 86_400

FieldType = Literal["string", "id", "integer", "boolean", "date", "any"]

_ALL = ("=", "!=", "IN", "NIN")
_COMPARED = (*_ALL, ">", "<", ">=", "<=")
_TEXTUAL = (*_ALL, "~", "!~", "^", "$")
OPERATORS: dict[FieldType, tuple[str, ...]] = {
    "string": _TEXTUAL,
    "id": _TEXTUAL,
    "integer": _COMPARED,
    "boolean": ("=", "!=", "IN", "NIN"),
    "date": _COMPARED,
    "any": ("=", "!=", "IN", "NIN", ">", "<", ">=", "<=", "~", "!~", "^", "$"),
}
_KNOWN = frozenset(OPERATORS["any"])


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression and its arguments; null counts as false."""

    sql: str
    args: tuple[Any, ...] = ()

    def negated(self) -> Condition:
        """True wherever this is false or null."""
        return Condition(f"NOT ifnull({self.sql}, 0)", self.args)


@dataclass(frozen=True, slots=True)
class Field:
    """Something a query may name.

    `sql` is an expression over the table aliased `t`. With `holds`, the field is a set and `sql`
    is a condition with one `?`, true for records whose set holds the value. With `words`, `sql`
    is text as `markup.words` makes it and `=` finds single words. With `expand`, the value names
    a condition of its own. `operators` narrows the operators of the type.
    """

    type: FieldType
    sql: str = ""
    holds: bool = False
    words: bool = False
    expand: Callable[[str], Condition] | None = None
    operators: tuple[str, ...] = ()

    def allowed(self) -> tuple[str, ...]:
        """The operators the field takes."""
        if self.operators:
            return self.operators
        return _ALL if self.holds or self.expand else OPERATORS[self.type]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a noun reads its queries.

    `field_of` finds a field by name. `whole_days` compares dates by UTC day; `inclusive` makes
    `>` and `<` mean "or equal".
    """

    field_of: Callable[[str], Field | None]
    whole_days: bool = False
    inclusive: bool = False


def compile_query(query: Any, dialect: Dialect) -> Condition:
    """The condition a `query` object states.

    Raises:
        Refusal: 400 for an unknown field (`invalid_field`), an operator the field does not take
            (`parameter_invalid`), a value of the wrong type (`type_mismatch`), nesting deeper
            than 2 groups, more than 15 filters in a group, too many values or too long ones.
    """
    if not isinstance(query, dict):
        raise invalid("query must be an object", "query")
    condition = _compile(query, dialect, depth=1)
    if len(condition.args) > MAX_VALUES:
        raise invalid(f"A query may name {MAX_VALUES} values at most", "query")
    return condition


def _compile(query: dict[str, Any], dialect: Dialect, depth: int) -> Condition:
    operator, value = query.get("operator"), query.get("value")
    if "field" in query:
        return _compile_filter(query["field"], operator, value, dialect)
    if operator not in ("AND", "OR"):
        raise invalid("A group of filters needs the operator AND or OR", "operator")
    if depth > MAX_DEPTH:
        raise invalid(f"Filters may be nested {MAX_DEPTH} levels deep at most", "query")
    if not isinstance(value, list) or not value:
        raise invalid("The value of a group must be a list of filters", "value")
    if len(value) > MAX_FILTERS:
        raise invalid(f"A group may hold {MAX_FILTERS} filters at most", "value")
    if not all(isinstance(item, dict) for item in value):
        raise invalid("The value of a group must be a list of filters", "value")
    parts = [_compile(item, dialect, depth + 1) for item in value]
    return Condition(
        "(" + f" {operator} ".join(part.sql for part in parts) + ")",
        tuple(arg for part in parts for arg in part.args),
    )


def _compile_filter(name: Any, operator: Any, value: Any, dialect: Dialect) -> Condition:
    field = _field_of(dialect, name) if isinstance(name, str) else None
    if field is None:
        raise Refusal(400, "invalid_field", f"Invalid field: {name}", "field")
    if not isinstance(operator, str) or operator not in _KNOWN:
        raise invalid(f"Invalid operator: {operator}", "operator")
    if operator not in field.allowed():
        raise invalid(f"The operator {operator} cannot be used with {name}", "operator")
    if operator in ("IN", "NIN"):
        if not isinstance(value, list) or not value:
            raise _mismatch(name, "a list of values")
        any_of = [_compare(field, name, "=", item, dialect) for item in value]
        found = Condition(
            _either([part.sql for part in any_of]),
            tuple(arg for part in any_of for arg in part.args),
        )
        return found if operator == "IN" else found.negated()
    return _compare(field, name, operator, value, dialect)


def _field_of(dialect: Dialect, name: str) -> Field | None:
    # A name may stand in the SQL (`stored`), and SQLite's ends at a null character.
    return None if "\0" in name else dialect.field_of(name)


def _either(parts: list[str]) -> str:
    """The parts joined by OR, halved again and again: SQLite refuses what is nested deeply."""
    if len(parts) <= 2:
        return f"({' OR '.join(parts)})"
    middle = len(parts) // 2
    return f"({_either(parts[:middle])} OR {_either(parts[middle:])})"


def _compare(field: Field, name: str, operator: str, value: Any, dialect: Dialect) -> Condition:
    if value is None:
        return _compare_null(field, name, operator)
    if field.type == "any":
        field = replace(field, type=_type_of(value, name, operator))
    wanted = _convert(field, name, value)
    negative = operator in ("!=", "!~")
    if field.expand is not None:
        found = field.expand(wanted)
    elif field.holds:
        found = Condition(field.sql, (wanted,))
    elif field.words:
        found = _compare_words(field.sql, operator, wanted)
    elif field.type == "date" and dialect.whole_days:
        found = _compare_days(field.sql, operator, wanted)
    elif field.type in ("integer", "date", "boolean"):
        found = _compare_numbers(field.sql, operator, wanted, dialect.inclusive)
    else:
        found = _compare_text(field.sql, name, operator, wanted)
    return found.negated() if negative else found


def _compare_null(field: Field, name: str, operator: str) -> Condition:
    if operator not in ("=", "!=") or field.holds or field.expand:
        raise _mismatch(name, f"a {field.type}")
    return Condition(f"({field.sql}) IS {'NOT ' if operator == '!=' else ''}NULL")


def _compare_numbers(sql: str, operator: str, value: Any, inclusive: bool) -> Condition:
    if operator in ("=", "!="):
        return Condition(f"{sql} = ?", (value,))
    sign = f"{operator}=" if inclusive and len(operator) == 1 else operator
    return Condition(f"{sql} {sign} ?", (value,))


def _compare_days(sql: str, operator: str, value: int) -> Condition:
    start = value - value % DAY_S
    end = start + DAY_S
    if operator in ("=", "!="):
        return Condition(f"({sql} >= ? AND {sql} < ?)", (start, end))
    sign, bound = {
        ">": (">=", end),
        ">=": (">=", start),
        "<": ("<", start),
        "<=": ("<", end),
    }[operator]
    return Condition(f"{sql} {sign} ?", (bound,))


def _compare_text(sql: str, name: str, operator: str, value: str) -> Condition:
    if operator in ("=", "!="):
        return Condition(f"{sql} = ? COLLATE NOCASE", (value,))
    if len(value.encode()) > MAX_PATTERN_BYTES:
        raise invalid(f"The value of {name} is too long", "value")
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = {"^": f"{escaped}%", "$": f"%{escaped}"}.get(operator, f"%{escaped}%")
    return Condition(f"{sql} LIKE ? ESCAPE '\\'", (pattern,))


def _compare_words(sql: str, operator: str, value: str) -> Condition:
    lowered = value.lower()
    needle = {"^": f" {lowered}", "$": f"{lowered} ", "~": lowered, "!~": lowered}.get(
        operator, f" {lowered} "
    )
    # The text holds one blank between words: a phrase given with `=` is one value with a blank
    # in it, which no single word equals.
    if operator in ("=", "!=") and " " in lowered:
        return Condition("0")
    return Condition(f"instr({sql}, ?) > 0", (needle,))


def _convert(field: Field, name: str, value: Any) -> Any:
    if field.type == "boolean":
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return int(value.lower() == "true")
        if isinstance(value, bool):
            return int(value)
        raise _mismatch(name, "true or false")
    if field.type in ("integer", "date"):
        if isinstance(value, float) and field.type == "integer":
            return value
        try:
            return as_whole(value, name)
        except Refusal as exc:
            raise _mismatch(name, "an integer") from exc
    if field.type == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _mismatch(name, "a string")
    return value


def _type_of(value: Any, name: str, operator: str) -> FieldType:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer"
    if isinstance(value, str):
        return "integer" if operator in (">", "<", ">=", "<=") else "string"
    raise _mismatch(name, "a string, a number, true or false")


def _mismatch(name: str, expected: str) -> Refusal:
    return Refusal(400, "type_mismatch", f"The value of {name} must be {expected}", name)


def linked(kind: str) -> str:
    """A set condition: the record is tied to the value by a link of this kind."""
    return f"t.id IN (SELECT a FROM links WHERE kind = '{kind}' AND b = ?)"


def stored(path: Sequence[str], column: str = "doc") -> str:
    """An expression for a document key that has no column; `path` may hold any text.

    Where a part of the document is a `column`, the path below it is found sooner there.
    """
    quoted = "".join('."' + part.replace("'", "''").replace('"', "") + '"' for part in path)
    return f"json_extract(t.{column}, '${quoted}')"


def search_page(
    records: Records,
    kind: str,
    body: Body,
    dialect: Dialect,
    *,
    default_per_page: int,
    hidden: str = "archived = 0",
) -> Page:
    """The page of a kind's records that a search body asks for.

    `hidden` is an SQL condition every result meets. Raises Refusal 400 for a bad query, sort,
    page size or cursor.
    """
    if body.values.get("query") is None:
        raise invalid("query is required", "query")
    condition = compile_query(body.values["query"], dialect)
    paging = body.object("pagination") or Body({})
    return cursor_page(
        records,
        kind,
        f"{hidden} AND {condition.sql}",
        condition.args,
        order=_order_of(body, dialect),
        per_page=per_page_of(paging.whole("per_page"), default_per_page),
        starting_after=paging.text("starting_after"),
    )


def _order_of(body: Body, dialect: Dialect) -> Order:
    sort = body.object("sort")
    if sort is None:
        return Order()
    direction = sort.text("order") or "descending"
    if direction not in ("ascending", "descending"):
        raise Refusal(400, "invalid_sort_order", "order must be ascending or descending", "order")
    name = sort.needed_text("field")
    field = _field_of(dialect, name)
    if field is None or field.holds or field.words or field.expand or field.type == "any":
        raise Refusal(400, "invalid_field", f"Cannot sort by {name}", "field")
    column = field.sql
    if column not in ("created_at", "updated_at"):
        empty = "''" if field.type in ("string", "id") else "-1"
        column = f"ifnull({column}, {empty})"
    return Order(column, descending=direction == "descending")
