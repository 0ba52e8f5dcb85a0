// Law: a table holds what is told of a week and nothing else: of a cell that is withheld only that it is, and until when.
import type { DisclosureRules } from '../rules/statistics-rules.js';
import type { IsoDate } from '../standards/calendar.js';
import { cellName, cellNamed } from './cube.js';
import { toldCount } from './noise.js';
import type { Tally } from './tally.js';
import { occupiedCells, withheldCells, type Withheld } from './withheld.js';

/** A cell that is shown. Workers are Saudis and expatriates. */
export interface ToldCell {
  readonly cell: string;
  readonly entities: number;
  readonly saudis: number;
  readonly expats: number;
}

/** Cells that are withheld through the same day. */
export interface WithheldCells {
  readonly through: IsoDate;
  readonly cells: readonly string[];
}

/** The cells of a week in which anybody works. Cells that are not here are empty. */
export interface NationalTable {
  readonly told: readonly ToldCell[];
  readonly withheld: readonly WithheldCells[];
}

/** The table of a week; `before` is what the week before withheld. */
export function nationalTable(rules: DisclosureRules, tally: Tally, before: readonly WithheldCells[], week: IsoDate): NationalTable {
  const withheld = withheldCells(rules, tally, byCell(before), week);
  const told: ToldCell[] = [];
  const groups = new Map<IsoDate, string[]>();
  for (const cell of occupiedCells(tally)) {
    const through = withheld.get(cell);
    if (through === undefined) told.push(toldCell(rules, tally, cell));
    else groups.set(through, [...(groups.get(through) ?? []), cellName(cell)]);
  }
  return { told, withheld: [...groups].map(([through, cells]) => ({ through, cells })).sort((a, b) => (a.through < b.through ? -1 : 1)) };
}

function toldCell(rules: DisclosureRules, tally: Tally, cell: number): ToldCell {
  return {
    cell: cellName(cell),
    entities: toldCount(rules, at(tally.entityKeys, cell), at(tally.entities, cell)),
    saudis: toldCount(rules, at(tally.saudiKeys, cell), at(tally.saudis, cell)),
    expats: toldCount(rules, at(tally.expatKeys, cell), at(tally.expats, cell)),
  };
}

function byCell(groups: readonly WithheldCells[]): Withheld {
  return new Map(groups.flatMap(({ through, cells }) => cells.map((name) => [cellNamed(name), through] as const)));
}

function at(numbers: Int32Array | Uint8Array, cell: number): number {
  return numbers[cell] ?? 0;
}
