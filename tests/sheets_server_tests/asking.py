"""Requests and parts of requests that the tests of the served API share."""

import pytest
from gspread.exceptions import APIError
from gspread.utils import ValueRenderOption


def send(book, *requests):
    """The replies of one batchUpdate."""
    return book.batch_update({"requests": list(requests)})["replies"]


def rows(start, end, sheet=0, dimension="ROWS"):
    """A DimensionRange."""
    return {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}


def area(top, bottom, left, right):
    """A GridRange of the first sheet."""
    return {
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def formulas(sheet, range_):
    """The values of a range with formulas as their text."""
    return sheet.get(range_, value_render_option=ValueRenderOption.formula)


def refused(book, request):
    """What the service says against a request, without its name in front."""
    with pytest.raises(APIError) as caught:
        send(book, request)
    return caught.value.response.json()["error"]["message"].partition(": ")[2]
