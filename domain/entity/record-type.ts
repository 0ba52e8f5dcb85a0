import type { RecordType } from '../ledger/record-type.js';
import { evolveTimeline, noBands, type BandTimeline } from './band-timeline.js';
import { entityEvents, saudizationWeekEvents, type EntityEvent, type SaudizationWeekEvent } from './events.js';

/** Entities: streams `entity-<id>`. Only the ledger itself tells of them. */
export const entityRecord: RecordType<BandTimeline, EntityEvent> = {
  category: 'entity',
  path: 'entities',
  events: entityEvents,
  initial: noBands,
  evolve: evolveTimeline,
  exists: ({ spans }) => spans.length > 0,
  status: ({ spans }) => spans.findLast(({ through }) => through === null)?.said.band ?? 'NOT_RATED',
  deadlines: () => null,
  sweeps: {},
};

/** Weeks of Saudization: streams `saudizationWeek-<id>`, one a week. */
export const saudizationWeekRecord: RecordType<{ readonly week: string | null }, SaudizationWeekEvent> = {
  category: 'saudizationWeek',
  path: 'saudization-weeks',
  events: saudizationWeekEvents,
  initial: { week: null },
  evolve: (_state, { data }) => ({ week: data.week }),
  exists: ({ week }) => week !== null,
  final: ({ week }) => week !== null,
  status: ({ week }) => (week === null ? 'open' : 'closed'),
  deadlines: () => null,
  sweeps: {},
};
