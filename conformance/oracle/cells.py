"""Cells of a honeycomb: two spellings of one place, the lowest that is free, and a fixed map of rooms."""

import re

import room
from refusal import Refusal

SIDE = 6


class Grid:
    """Rows are letters, columns are numbers; cells are counted row by row, from 1."""

    def __init__(self, given):
        self.rows, self.columns = given.get("rows", SIDE), given.get("columns", SIDE)
        require(1 <= self.rows <= 26 and 1 <= self.columns <= 999, "bad_grid")

    def number(self, cell):
        check_cell(cell)
        if room.CELL.fullmatch(cell):
            number = int(cell.removeprefix("cell-"))
            require(number <= self.rows * self.columns, "cell_outside_grid")
            return number
        row, column = ord(cell[0]) - ord("A"), int(cell[2:])
        require(row < self.rows and column <= self.columns, "cell_outside_grid")
        return row * self.columns + column

    def label(self, number):
        row, column = divmod(number - 1, self.columns)
        return f"{chr(ord('A') + row)}-{column + 1}"


def check_cell(cell):
    require(re.fullmatch(f"{room.LABEL.pattern}|{room.CELL.pattern}", cell), "bad_cell")


def convert_cell(given):
    grid = Grid(given)
    number = grid.number(given["cell"])
    return {"label": grid.label(number), "number": f"cell-{number}"}


def lowest_free_cell(given):
    grid = Grid(given)
    for cell in given["taken"]:
        check_cell(cell)
    taken = [grid.number(cell) for cell in given["taken"]]
    free = [number for number in range(1, grid.rows * grid.columns + 1) if number not in taken]
    require(free, "no_free_cell")
    return {"cell": f"cell-{free[0]}"}


def cell_map(given):
    grid, rooms = Grid(given), {}
    for entry in given["entries"]:
        number = grid.number(entry["cell"])
        name = room.parse({"text": entry["roomId"]})["canonical"]
        require(number not in rooms, "duplicate_cell")
        require(name not in rooms.values(), "duplicate_room")
        rooms[number] = name
    if "cell" in given:
        return {"roomId": rooms.get(grid.number(given["cell"]))}
    wanted = room.parse({"text": given["roomId"]})["canonical"]
    return {"cell": next((f"cell-{number}" for number, name in rooms.items() if name == wanted), None)}


def require(holds, fact):
    if not holds:
        raise Refusal(f"room.{fact}")
