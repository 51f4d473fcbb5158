"""What reports derive from the counts of tasks: the official split, the on-time rate, who is late."""

from collections.abc import Mapping

from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures, Ratio, TaskFigures


def on_time(tasks: TaskFigures) -> Ratio:
    """Completed before or on the deadline, out of all completed tasks that had one."""
    in_time = tasks.ledger["early"] + tasks.ledger["on_day"]
    return Ratio(in_time, in_time + tasks.ledger["late"])


def pooled(*ratios: Ratio) -> Ratio:
    """The counts together; those without data (None) are left out, None where all are."""
    told = [(ratio.counted, ratio.out_of) for ratio in ratios if ratio.counted is not None and ratio.out_of is not None]
    return Ratio(sum(each for each, _ in told), sum(each for _, each in told)) if told else Ratio(None, None)


def named_late(material: Material, tasks: TaskMaterial) -> tuple[Figures, ...]:
    """The units with overdue tasks, those with most of them first."""
    late = [unit for unit in material.units if tasks.of(unit).ledger["open_overdue"]]
    return tuple(sorted(late, key=lambda unit: -tasks.of(unit).ledger["open_overdue"]))


def split_counts(ledger: Mapping[str, int]) -> dict[str, int]:
    """The official split: total = completed + not completed + without a deadline."""
    in_time = ledger["early"] + ledger["on_day"]
    counts = {
        **ledger,
        "total": ledger["carried"] + ledger["received"],
        "on_time": in_time,
        "completed": in_time + ledger["late"],
        "not_completed": ledger["open_in_term"] + ledger["open_overdue"],
        "no_deadline": ledger["closed_no_deadline"] + ledger["open_no_deadline"],
    }
    if counts["total"] != counts["completed"] + counts["not_completed"] + counts["no_deadline"]:
        raise AssertionError("tasks: total = completed + not completed + no deadline does not hold")
    return counts
