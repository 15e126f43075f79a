"""The process that computes formulas with a spreadsheet engine: nobody else falls with it.

Started as ``python -m adapters.excel.recalculation.engine_worker``; it answers one request and
ends.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile

import formualizer
import msgspec

from adapters.excel.ooxml.parts import Package
from adapters.excel.reading.limits import limit_process
from adapters.excel.recalculation.engine_wire import (
    ErrorValue,
    Job,
    Reply,
    Result,
    Results,
    read_request,
)
from adapters.excel.recalculation.formulaindex import formulas_of
from adapters.excel.recalculation.meaning import cell_sheets
from adapters.excel.recalculation.trust import stored_result

MEMORY_LIMIT = 2 * 2**30  # bytes; 2 million cells and 100,000 formulas need a tenth of it
PROCESSOR_LIMIT = 60  # seconds, for a process whose parent is gone; the parent waits far less

_ERRORS = {
    "Div": "#DIV/0!",
    "Na": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def computed(job: Job, data: bytes) -> Results:
    """Compute all of a workbook, and tell the results asked for."""
    if not job.tables:
        return _evaluated(job, data)  # three times as fast
    try:
        return _rewritten(job, data)
    except (OSError, RuntimeError):  # a few features make the engine refuse a whole workbook there
        return _evaluated(job, data)


def _rewritten(job: Job, data: bytes) -> Results:
    """Through the engine's own writer of results, the only way to all it knows of tables."""
    moment = job.moment
    offset = moment.utcoffset() if moment else None
    done = formualizer.recalculate_xlsx_bytes(
        data,
        deterministic_timestamp_utc=moment,
        deterministic_timezone=None if offset is None else int(offset.total_seconds()),
    )
    package = Package(done["bytes"])
    results: Results = {}
    for entry in cell_sheets(package):
        if entry.name in job.wanted:
            families = formulas_of(package.sheet_xml(entry.part)).families.values()
            found = {(m.row, m.column): stored_result(m) for f in families for m in f.members}
            results[entry.name] = [found.get(place) for place in job.wanted[entry.name]]
    return results


def _evaluated(job: Job, data: bytes) -> Results:
    """Through the engine's model of the workbook, which takes what its writer refuses."""
    workbook = _loaded(data)
    for table in job.tables:
        workbook.add_table(
            table.name,
            table.sheet,
            table.range,
            table.headers,
            header_row=table.header_row,
            totals_row=table.totals_row,
        )
    if job.moment is not None:
        workbook.set_deterministic_clock(job.moment)
    workbook.set_temporal_egress("serial")
    workbook.evaluate_all()
    return {
        sheet: [_result(workbook.get_value(sheet, row, column)) for row, column in cells]
        for sheet, cells in job.wanted.items()
    }


def _loaded(data: bytes) -> formualizer.Workbook:
    try:
        return formualizer.load_workbook_bytes(data)
    except OSError:
        return formualizer.load_workbook_bytes(_plainly_packed(data))


def _plainly_packed(data: bytes) -> bytes:
    """The same parts in the simplest of archives: the engine refuses zip64 and the like.

    Names too, such as ``/xl/richData/_rels/richValueRel.xml.rels``, which XlsxWriter writes.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name.lstrip("/")), old.read(name))
    return output.getvalue()


def _result(value: object) -> Result:
    if isinstance(value, dict):
        text = _ERRORS.get(str(value.get("kind")))
        return None if text is None else ErrorValue(text)
    if isinstance(value, (bool, str)):
        return value
    return float(value) if isinstance(value, (int, float)) else None


def main() -> None:
    """Answer the request on standard input."""
    limit_process(MEMORY_LIMIT, PROCESSOR_LIMIT)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the engine prints must not get into the reply
    results = [computed(job, data) for job, data in read_request(sys.stdin.buffer)]
    output.write(msgspec.json.encode(Reply(results)))
    output.flush()


if __name__ == "__main__":
    main()
