// Law: a table is whole once all its parts are in, and may be shown once its week is closed.
import type { SaudizationWeekEvent } from '../../domain/entity/events.js';
import type { SaudizationTableEvent } from '../../domain/statistics/events.js';
import { saudizationTable, type SaudizationTableRow } from '../../read-models/tables/statistics.js';
import { defineProjection } from '../engine/projection.js';

/** A week of which nothing was told: it was closed before tables were made. */
const untold = { parts: 0, seen: 0, closed: false, disclosure: null, sizes: null };

export const saudizationTableRows = defineProjection<(typeof saudizationTable)['columns'], SaudizationTableEvent | SaudizationWeekEvent>({
  table: saudizationTable,
  handles: ['SaudizationTablePublished', 'WeekPublished'],
  keysOf: (fact) => [fact.data.week],
  // Two streams meet here, each of events that say the same however often they come.
  evolve(row, fact, key) {
    const known: SaudizationTableRow = row ?? { id: key, ...untold };
    if (fact.type === 'WeekPublished') return known.closed ? row : { ...known, closed: true };
    const { part, parts, disclosure, sizes } = fact.data;
    return part < known.seen ? row : { ...known, parts, seen: part + 1, disclosure, sizes };
  },
});
