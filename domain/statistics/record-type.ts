import type { RecordType } from '../ledger/record-type.js';
import { saudizationTableEvents, type SaudizationTableEvent } from './events.js';

/** National tables of Saudization: streams `saudizationTable-<id>`, one a week. Only the ledger itself tells of them. */
export const saudizationTableRecord: RecordType<{ readonly week: string | null }, SaudizationTableEvent> = {
  category: 'saudizationTable',
  path: 'saudization-tables',
  events: saudizationTableEvents,
  initial: { week: null },
  evolve: (_state, { data }) => ({ week: data.week }),
  exists: ({ week }) => week !== null,
  status: ({ week }) => (week === null ? 'open' : 'published'),
  deadlines: () => null,
  sweeps: {},
};
