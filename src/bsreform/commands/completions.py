"""Shell completion: installing it in words of our own, and the values that options offer."""

from datetime import timedelta
from typing import Any

import typer

from bsreform.commands import edges
from bsreform.files.os_errors import reason
from bsreform.model import CannotRun

_SHELLS = ("bash", "zsh", "fish")
_POWERSHELL = ("powershell", "pwsh")
_VARIABLE = "_BSREFORM_COMPLETE"
_PASTE = (
    "New-Item -ItemType Directory -Force (Split-Path $PROFILE) | Out-Null; "
    "bsreform --show-completion | Add-Content $PROFILE"
)


def install(context: Any, _: Any, asked: bool) -> None:
    """`--install-completion`: put the script where the shell finds it and say so. CannotRun if that is not possible."""
    if not asked or context.resilient_parsing:
        return
    from typer._completion_shared import install as put

    shell = _shell()
    if shell in _POWERSHELL:  # the framework would loosen the policy on scripts, and trip over names like “Nguyễn”
        edges.print_bytes(f"Chép dòng sau vào PowerShell, nhấn Enter, rồi mở cửa sổ PowerShell mới:\n{_PASTE}\n")
        raise typer.Exit
    try:
        _, path = put(shell, "bsreform", _VARIABLE)
    except OSError as problem:
        raise CannotRun(f"Không cài được gợi ý lệnh: {reason(problem)}.") from problem
    edges.print_bytes(f"Đã cài gợi ý lệnh cho {shell}: {path}\nMở cửa sổ lệnh mới, gõ “bsreform ” rồi nhấn phím Tab.\n")
    raise typer.Exit


def show(context: Any, _: Any, asked: bool) -> None:
    """`--show-completion`: the script for the shell in use."""
    if not asked or context.resilient_parsing:
        return
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name="bsreform", complete_var=_VARIABLE, shell=_shell())
    edges.print_bytes(f"{script}\n")
    raise typer.Exit


def _shell() -> str:
    """The shell in use; CannotRun if it has no completion."""
    import shellingham

    try:
        name, _ = shellingham.detect_shell()
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in (*_SHELLS, *_POWERSHELL):
        raise CannotRun(
            "Gợi ý lệnh dùng được trong PowerShell, bash, zsh, fish; cửa sổ lệnh này không phải một trong số đó."
        )
    return str(name)


def weeks() -> list[str]:
    """The latest weeks, the last that has ended first."""
    return _latest("weekly", 12)


def months() -> list[str]:
    """Those of the latest year, the last that has ended first."""
    return _latest("monthly", 53)


def quarters() -> list[str]:
    """Those of the latest year and a half, the last that has ended first."""
    return _latest("quarterly", 78)


def years() -> list[str]:
    """The latest three, the last that has ended first."""
    return _latest("annual", 105)


def _latest(report: str, weeks_back: int) -> list[str]:
    """What was the latest period of that report today, a week ago, two weeks ago …, each once."""
    from bsreform.periods import KINDS

    kind, today = KINDS[report], edges.today()
    return list(dict.fromkeys(kind.latest(today - timedelta(weeks=back)) for back in range(weeks_back)))


def formats() -> list[str]:
    """What `validate --format` takes."""
    return ["text", "json", "csv", "xlsx"]


def kinds() -> list[str]:
    """The forms that `template` makes."""
    from bsreform.forms import FORMS

    return [form.id for form in FORMS]


def profiles() -> list[str]:
    """The kinds of offices that `init` knows."""
    from bsreform.organisation.profiles import PROFILES

    return list(PROFILES)


def explained() -> list[str]:
    """What `explain` takes first, besides files: reports and rules."""
    from bsreform.organisation.ids import RULE_IDS
    from bsreform.periods import KINDS

    return [*KINDS, *RULE_IDS]


def indicators() -> list[str]:
    """The rates of the letter."""
    from bsreform.organisation.ids import INDICATOR_IDS

    return list(INDICATOR_IDS)


def units() -> list[str]:
    """The sums, then the units that come with the product."""
    from bsreform.organisation.units import load_registry

    registry = load_registry(None)
    return ["total", *registry.groups, *(unit.id for unit in registry.units)]
