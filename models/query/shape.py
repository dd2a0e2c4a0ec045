"""What kind of question a query is, so that counts of two queries are compared only where they ask alike. Pure."""

from models.query.tree import And, Node, Not, Or, Query, Term


def query_shape(query: Query) -> tuple[tuple[str, ...], ...]:
    """A tuple for each thing an article must have, with the fields it may be in; what it must not have is left out.

    ``포항 배터리`` asks for two things, ``(포항 OR 영일만)`` and a phrase for one, ``제목:포항`` for one in a headline.
    """
    parts = query.root.nodes if isinstance(query.root, And) else (query.root,)
    return tuple(sorted(shape for part in parts if (shape := tuple(sorted(set(_fields(part)))))))


def _fields(node: Node) -> list[str]:
    match node:
        case Term():
            return [node.field]
        case Not():
            return []
        case And() | Or():
            return [field for part in node.nodes for field in _fields(part)]
