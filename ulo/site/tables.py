"""Tables of hand-written pages: made to scroll, and named for those who hear them."""

import re

HEADING_ID = re.compile(r'<h[1-6] id="([^"]*)"')
# The first cell of a row, unless it is the empty corner of the table.
FIRST_CELL = re.compile(r"<tr>\n<td>(?!</td>)(.*?)</td>")


def wrap_tables(content: str) -> str:
    """The HTML of a page with each table in a region that scrolls and that the keyboard reaches.

    Both have the name of the heading above them. The first row is the header of the columns; where
    its corner is empty, the first column is the header of the rows.
    """
    content = content.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    text, *parts = content.split("<table>")
    for part in parts:
        table, _, after = part.partition("</table>")
        if "<td></td>\n<th" in table:
            table = FIRST_CELL.sub(r'<tr>\n<th scope="row">\1</th>', table)
        heading = HEADING_ID.findall(text)[-1]
        text += (
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{heading}">'
            f'<table aria-labelledby="{heading}">{table}</table></div>{after}'
        )
    return text
