"""Drawing a table on a page: cells, merged cells, and the lines between them.

Takes rows of texts, puts ink on paper, gives the place below the table.
"""

from .paper import BOLD, SANS, lines, width


class Grid:
    """A table that is being drawn.

    `rules`: all, rows (a line under every row), ends (under the header, above and below the table), none. `spans`:
    (row, column, rows, columns) of merged cells. `align`: a letter a column, l, r, c, or d for the decimal comma.
    `indent`: rows whose label stands in. `header`: how many rows are one. `dark`: white letters on black in the header.
    """

    def __init__(self, x, y, widths, rows, *, rules="all", align=None, size=9, pad=4, spans=(), bold=(), indent=(),
                 header=0, dark=False):
        self.rows, self.rules, self.size, self.pad = rows, rules, size, pad
        self.bold, self.indent, self.header, self.dark = bold, indent, header, dark
        self.align = align or "l" + "r" * (len(widths) - 1)
        # Which merged cell a place belongs to, and how many rows and columns that has.
        self.home = {(r + i, c + j): (r, c) for r, c, high, wide in spans for i in range(high) for j in range(wide)}
        self.extent = {(r, c): (high, wide) for r, c, high, wide in spans}
        self.edges = [x]
        for one in widths:
            self.edges.append(self.edges[-1] + one)
        self.text = self.broken_cells()
        self.tops = [y]
        for row in range(len(rows)):
            self.tops.append(self.tops[-1] + self.height(row))

    def font(self, row):
        return BOLD if row in self.bold or row < self.header else SANS

    def columns(self, row, column):
        return self.extent.get((row, column), (1, 1))[1]

    def broken_cells(self):
        """The lines of every cell that has a text and is not covered by a merged one."""
        text = {}
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell and self.home.get((r, c), (r, c)) == (r, c):
                    room = self.edges[c + self.columns(r, c)] - self.edges[c] - 2 * self.pad - self.inset(r, c)
                    text[r, c] = lines(cell, room, self.font(r), self.size)
        return text

    def inset(self, row, column):
        return 10 if row in self.indent and column == 0 else 0

    def height(self, row):
        """A cell over several rows does not make its first one higher."""
        cells = [some for (r, c), some in self.text.items() if r == row and self.extent.get((r, c), (1, 1))[0] == 1]
        return max([1] + [len(some) for some in cells]) * 1.25 * self.size + self.pad

    def draw(self, paper):
        if self.dark:
            paper.box(self.edges[0], self.tops[0], self.edges[-1] - self.edges[0], self.tops[self.header] - self.tops[0],
                      grey=0.1)
        for (r, c), some in self.text.items():
            for n, line in enumerate(some):
                self.ink(paper, r, c, line, self.tops[r] + self.size + n * 1.25 * self.size)
        self.draw_rules(paper)
        return self.tops[-1]

    def ink(self, paper, row, column, line, base):
        how = "l" if column == 0 else "c" if row < self.header or (row, column) in self.extent else self.align[column]
        left, right = self.edges[column] + self.pad, self.edges[column + self.columns(row, column)] - self.pad
        font, grey = self.font(row), 1.0 if self.dark and row < self.header else 0.0
        if how == "d":
            # A place for two decimals behind the comma, whether there are any or not.
            whole, comma, part = line.partition(",")
            at = right - width(",00", font, self.size)
            paper.text(at, base, whole, font, self.size, "right", grey)
            if comma:
                paper.text(at, base, comma + part, font, self.size, "left", grey)
            return
        place = {"l": left + self.inset(row, column), "r": right, "c": (left + right) / 2}[how]
        paper.text(place, base, line, font, self.size, {"l": "left", "r": "right", "c": "center"}[how], grey)

    def draw_rules(self, paper):
        tops, edges, last = self.tops, self.edges, len(self.tops) - 1
        if self.rules in ("rows", "ends"):
            for r in range(len(tops)):
                if self.rules == "rows" or r in (0, self.header, last):
                    paper.rule(edges[0], tops[r], edges[-1], tops[r], 0.8 if r in (0, last) else 0.4)
        if self.rules != "all":
            return
        home = lambda r, c: self.home.get((r, c), (r, c))
        for r in range(len(tops)):
            for c in range(len(edges) - 1):
                if r in (0, last) or home(r, c) != home(r - 1, c):
                    paper.rule(edges[c], tops[r], edges[c + 1], tops[r])
        for r in range(last):
            for c in range(len(edges)):
                if c in (0, len(edges) - 1) or home(r, c) != home(r, c - 1):
                    paper.rule(edges[c], tops[r], edges[c], tops[r + 1])


def draw_table(paper, x, y, widths, rows, **how):
    """Draws a table and gives the place below it; `how` as `Grid` takes it."""
    return Grid(x, y, widths, rows, **how).draw(paper)
