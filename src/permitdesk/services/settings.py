"""Our settings of fields and steps in easyform's XML, kept by the stock editor.

They travel as tagged values of the schema: ``{field name: {setting: text}}``, and the JSON texts
of the steps' settings and of the derived values.
"""

from plone.supermodel.interfaces import IFieldMetadataHandler, ISchemaMetadataHandler
from zope.interface import implementer

NAMESPACE = "urn:permitdesk:service"
PREFIX = "permitdesk"
SETTINGS = "permitdesk.settings"
STEPS = "permitdesk.steps"
VALUES = "permitdesk.values"
_OF_SCHEMA = {"steps": STEPS, "values": VALUES}
NAMES = frozenset(
    (
        *("condition", "rules", "mark", "group", "example", "autocomplete", "max-rows"),
        *("max-files", "formats", "option-conditions", "code-list", "shared"),
        *("may-come-later", "third-party"),
    )
)


def ours(name: str) -> str:
    """The attribute in which one of our settings stands."""
    return f"{{{NAMESPACE}}}{name}"


@implementer(IFieldMetadataHandler)
class FieldSettings:
    """Reads and writes ``permitdesk:…`` on a ``<field>``."""

    namespace = NAMESPACE
    prefix = PREFIX

    def read(self, fieldNode, schema, field):
        found = {name: fieldNode.get(ours(name)) for name in NAMES if fieldNode.get(ours(name))}
        if found:
            settings = schema.queryTaggedValue(SETTINGS, {})
            schema.setTaggedValue(SETTINGS, {**settings, field.__name__: found})

    def write(self, fieldNode, schema, field):
        _keep_order_of_options(fieldNode, field)
        for name, value in sorted(
            schema.queryTaggedValue(SETTINGS, {}).get(field.__name__, {}).items()
        ):
            if value:
                fieldNode.set(ours(name), value)


def _keep_order_of_options(node, field) -> None:
    """Put the options back into the field's order: supermodel writes them sorted by key."""
    vocabulary = getattr(getattr(field, "value_type", field), "vocabulary", None)
    place = {term.value: number for number, term in enumerate(vocabulary or ())}
    for values in node.iter("values"):
        values[:] = sorted(values, key=lambda each: place.get(each.get("key"), 0))


@implementer(ISchemaMetadataHandler)
class StepSettings:
    """Reads and writes ``permitdesk:steps`` and ``permitdesk:values`` on the ``<schema>``."""

    namespace = NAMESPACE
    prefix = PREFIX

    def read(self, schemaNode, schema):
        for name, tagged in _OF_SCHEMA.items():
            value = schemaNode.get(ours(name))
            if value:
                schema.setTaggedValue(tagged, value)

    def write(self, schemaNode, schema):
        for name, tagged in _OF_SCHEMA.items():
            value = schema.queryTaggedValue(tagged)
            if value:
                schemaNode.set(ours(name), value)
