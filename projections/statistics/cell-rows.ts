// Law: a cell of a week is told once, as it may be shown or as withheld; what was told of it stays.
import type { SaudizationTableEvent } from '../../domain/statistics/events.js';
import { cellRowId, saudizationCellTable } from '../../read-models/tables/statistics.js';
import { defineProjection } from '../engine/projection.js';

const nothing = { entities: null, saudis: null, expats: null };

export const saudizationCellRows = defineProjection<(typeof saudizationCellTable)['columns'], SaudizationTableEvent>({
  table: saudizationCellTable,
  handles: ['SaudizationTablePublished'],
  keysOf: ({ data: { week, told, withheld } }) => [...told.map(({ cell }) => cell), ...withheld.flatMap(({ cells }) => cells)].map((cell) => cellRowId(week, cell)),
  evolve(row, { data: { week, told } }, key) {
    if (row !== null) return row;
    const cell = key.slice(cellRowId(week, '').length);
    const { entities, saudis, expats } = countsOf(told).get(cell) ?? nothing;
    return { id: key, week, cell, entities, saudis, expats };
  },
});

type Told = SaudizationTableEvent['data']['told'];
const byCell = new WeakMap<Told, ReadonlyMap<string, Told[number]>>();

/** The told cells of a part by name. An event folds into a row a cell: it is looked through once. */
function countsOf(told: Told): ReadonlyMap<string, Told[number]> {
  const known = byCell.get(told) ?? new Map(told.map((one) => [one.cell, one]));
  byCell.set(told, known);
  return known;
}
