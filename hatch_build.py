"""Compiles the shipped playbook into the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePlaybook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # An editable install reads the folder itself; a compiled copy would go stale.
        if version != "standard":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from replycoach import paths, store

        blob = store.compiled_from((str(Path(self.root, "playbooks", paths.PLAYBOOK)),))
        file = Path(mkdtemp(), "playbook.bin")
        file.write_bytes(blob)
        build_data["force_include"][str(file)] = f"replycoach/compiled/{paths.PLAYBOOK}.bin"
        build_data["pure_python"] = True
