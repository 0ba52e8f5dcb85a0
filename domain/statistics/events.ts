// Law: a table is an event: what was told of a week stays as it was told, and no count stands here that may not be shown.
import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';

const count = z.int().min(0);

/** Cells that one event tells at most: some hundred kilobytes. */
export const MOST_CELLS = 1_500;

/** Stream `saudizationTable-<id of the week>`, one a week; all its events are appended together. */
export const SaudizationTablePublished = defineEvent({
  type: 'SaudizationTablePublished',
  summary: 'The national table of Saudization of a week, or a part of it: its cells as they may be shown, and which are withheld.',
  data: z.object({
    effectiveOn: isoDate,
    /** Last day of the week: heads are of that day, bands of that week. */
    week: isoDate,
    /** From 0. */
    part: count,
    parts: z.int().min(1),
    /** The rules by which cells are withheld and blurred, and those of the size classes. */
    disclosure: z.object({ rule: z.string().max(60), version: z.string().max(20) }),
    sizes: z.object({ rule: z.string().max(60), version: z.string().max(20) }),
    /** Cells by name: activity, band, size and region, each a code or `*`. Cells that no part names are empty. */
    told: z.array(z.object({ cell: z.string().max(100), entities: count, saudis: count, expats: count })),
    withheld: z.array(z.object({ through: isoDate, cells: z.array(z.string().max(100)) })),
  }),
});

export const saudizationTableEvents = [SaudizationTablePublished] as const;
export type SaudizationTableEvent = EventOf<(typeof saudizationTableEvents)[number]>;
