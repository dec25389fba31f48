"""Make the snapshot of support dates that the program carries, from a checkout of endoflife.date.

    python scripts/endoflife_snapshot.py CHECKOUT [--all] [--out FILE]

CHECKOUT is a clone, bare or not, of the repository of endoflife.date; its HEAD is what is read. The
result has the form of `/api/v1/products/full`, with the keys that `estate products update` uses and
no others; `--all` takes every product, to try the reader on. It needs PyYAML, which the tools of
`make setup` bring.

What is true "now" (isEol and its like) is true on the day of the commit, so that the same commit
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

SCHEMA_VERSION = "1.2.1"
PHASES = {"eoas": "Eoas", "eol": "Eol", "eoes": "Eoes"}
HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "src" / "estate" / "reading" / "snapshots"

_CHOSEN = """
almalinux amazon-linux android centos centos-stream debian ibm-aix ibm-i ios ipados macos
oracle-linux oracle-solaris rhel rocky-linux sles ubuntu windows windows-embedded windows-server
windows-server-core

apache-cassandra couchbase-server elasticsearch filemaker ibm-db2 mariadb mongodb mssqlserver mysql
opensearch oracle-database postgresql redis solr sqlite

amazon-corretto angular angularjs azul-zulu coldfusion django dotnet dotnetfx eclipse-temurin
laravel log4j microsoft-build-of-openjdk nodejs openjdk-builds-from-oracle oracle-jdk perl php
powershell python redhat-build-of-openjdk ruby spring-boot spring-framework visual-cobol
windows-powershell

apache-activemq apache-http-server apache-kafka apache-struts docker-engine drupal eclipse-jetty
haproxy ibm-mq keycloak kubernetes mulesoft-runtime nginx openssl oracle-apex rabbitmq
redhat-jboss-eap red-hat-openshift tomcat umbraco wordpress

citrix-vad nutanix-aos horizon proxmox-ve veeam-backup-and-replication esxi
vcenter

azure-devops-server internet-explorer libreoffice msexchange office sharepoint visual-studio

big-ip cisco-ios-xe fortios ipad iphone netapp-ontap panos surface
"""
CHOSEN = frozenset(_CHOSEN.split())
"""What councils run beneath their applications: operating systems, databases, languages,
middleware, virtual machines, office, network and devices. Ids of endoflife.date."""


def git(checkout: Path, *words: str) -> str:
    """Return what a git command prints."""
    done = subprocess.run(
        ["git", "-C", str(checkout), *words],  # noqa: S607
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


def front_matter(text: str) -> dict[str, Any]:
    """Return the YAML between the first two lines of three hyphens."""
    found: dict[str, Any] = yaml.load(  # the safe loader, in C
        text.split("\n---", 1)[0].removeprefix("---"), Loader=yaml.CSafeLoader
    )
    return found


def plain(markup: str) -> str:
    """Return a label without its HTML tags."""
    return re.sub(r"<.*?>", "", markup, flags=re.DOTALL)


def fill(template: str, release: dict[str, Any]) -> str:
    """Return a label's template with the release's own values."""
    values = {
        "__RELEASE_CYCLE__": release["releaseCycle"],
        "__CODENAME__": release.get("codename", ""),
        "__RELEASE_DATE__": release["releaseDate"].isoformat(),
        "__LATEST__": release.get("latest") or "",
    }
    for name, value in values.items():
        template = template.strip().replace(name, str(value))
    return template


def label(product: dict[str, Any], release: dict[str, Any], today: date) -> str:
    """Return how a release is called on the page, with a mark for long-term support."""
    text = fill(
        release.get("releaseLabel") or product.get("releaseLabel") or "__RELEASE_CYCLE__", release
    )
    lts = release.get("lts", False)
    mark = product.get("LTSLabel", "LTS")
    if isinstance(lts, date):
        text += f" ({mark})" if today > lts else f" (Upcoming {mark})"
    elif lts:
        text += f" ({mark})"
    return plain(text)


def as_release(product: dict[str, Any], release: dict[str, Any], today: date) -> dict[str, Any]:
    """Return a release in the form of version 1.

    A phase is over from the day after its date: `today > date`, as the site computes it.
    """
    made: dict[str, Any] = {
        "name": release["releaseCycle"],
        "codename": release.get("codename"),
        "label": label(product, release, today),
        "releaseDate": release["releaseDate"].isoformat(),
    }
    for key, name in PHASES.items():
        if key != "eol" and not product.get(f"{key}Column"):
            continue
        value = release.get(key)
        dated = isinstance(value, date)
        made[f"is{name}"] = today > value if dated else value
        made[f"{key}From"] = value.isoformat() if dated else None
    return made


def as_product(product: dict[str, Any], today: date) -> dict[str, Any]:
    """Return a product in the form of version 1."""
    return {
        "name": product["permalink"].removeprefix("/"),
        "aliases": [url.removeprefix("/") for url in product.get("alternate_urls") or ()],
        "label": product["title"],
        "category": product["category"],
        "releases": [as_release(product, release, today) for release in product["releases"]],
    }


def snapshot(checkout: Path, *, everything: bool) -> dict[str, Any]:
    """Return the whole document."""
    commit, when = git(checkout, "log", "-1", "--format=%H %cI").split()
    today = datetime.fromisoformat(when).date()
    listed = git(checkout, "ls-tree", "--name-only", "HEAD", "products/").split()
    pages = [front_matter(git(checkout, "show", f"HEAD:{path}")) for path in listed]
    products = [as_product(page, today) for page in pages]
    products.sort(key=lambda product: str(product["name"]))
    if not everything:
        products = [product for product in products if product["name"] in CHOSEN]
        missing = CHOSEN - {product["name"] for product in products}
        if missing:
            sys.exit(f"not in the checkout: {', '.join(sorted(missing))}")
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": when,
        "source": {
            "name": "endoflife.date",
            "url": "https://github.com/endoflife-date/endoflife.date",
            "commit": commit,
            "licence": "MIT",
            "notice": git(checkout, "show", "HEAD:LICENSE").strip(),
        },
        "total": len(products),
        "result": products,
    }


def to_text(document: dict[str, Any]) -> str:
    """Return the document with a line a product, so that a change of one is a change of a line."""
    head = {key: value for key, value in document.items() if key != "result"}
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    lines = [json.dumps(product, **compact) for product in document["result"]]  # type: ignore[arg-type]
    start = json.dumps(head, **compact).removesuffix("}")  # type: ignore[arg-type]
    return start + ',"result":[\n' + ",\n".join(lines) + "\n]}\n"


def main() -> None:
    """Write the snapshot and say what is in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--all", action="store_true", dest="everything")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    document = snapshot(asked.checkout, everything=asked.everything)
    day = document["generated_at"][:10]
    out = asked.out or FOLDER / f"endoflife-{day}.json"
    out.write_text(to_text(document), encoding="utf-8", newline="\n")
    releases = sum(len(product["releases"]) for product in document["result"])
    print(f"{out}: {document['total']} products, {releases} releases, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
