"""The work that the worker takes: reading a file may take a minute. The library never runs a failed task again, nor do we."""

from django_tasks import task

from .recorded import carry_out


@task()
def carry_out_import(run_id: int) -> None:
    carry_out(run_id)
