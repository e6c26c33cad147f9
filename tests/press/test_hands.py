"""Many hands make the same print file, the same verdict and the same pictures as one."""

from __future__ import annotations

import dataclasses
import io
import os

import pikepdf
import pytest

from publisher import press
from publisher.diagnostics import Report
from publisher.hands import hired
from publisher.model.output import PageGeometry
from tests.press import samples
from tests.press.test_faults import printer


def long_proof():
    """The bulletin over and over: as many pages and photographs as several workers get."""
    other = f'<img alt="світлина" src="{samples.picture("other")}">'
    good = samples.typeset(samples.bulletin() + other)
    with pikepdf.open(io.BytesIO(good.content)) as pdf:
        for _ in range(5):
            for index in range(len(good.pages)):
                pdf.pages.append(pdf.pages[index])
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    pages: tuple[PageGeometry, ...] = good.pages * 6
    return dataclasses.replace(good, content=stream.getvalue(), pages=pages)


def printed_by(count: int) -> tuple[bytes, str]:
    """The print file and the report, made by so many processes."""
    proof, house = long_proof(), samples.workspace()
    job = press.PrintJob(printer("offset-coated"), proof.title, "sample", proof.moment)
    with hired(count) as hands:
        made = press.finish(proof, job, house, Report(), executor=hands)
        report = press.preflight_job(made, job, house, hands)
        pictures = press.picture_pages(made.content, job.printer, house, [1, 2, 3], hands)
        assert (hands is None) == (count == 1)
    return made.content, press.as_html(report, pictures, colours=made.colours)


def test_the_result_does_not_depend_on_how_many_work_at_it():
    assert printed_by(1) == printed_by(2)


def test_a_task_that_takes_its_worker_with_it_does_not_take_the_next():
    with hired(2) as hands:
        assert hands is not None
        with pytest.raises(RuntimeError):
            hands.submit(os._exit, 1).result()
        assert hands.submit(abs, -7).result() == 7


def test_nobody_is_hired_before_there_is_work():
    with hired(2) as hands:
        assert hands is not None
        assert hands._pool is None
