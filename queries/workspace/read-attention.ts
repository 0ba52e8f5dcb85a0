import { z } from 'zod';
import { addDays, daysBetween, isoDate, toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import type { Queryable } from '../../read-models/row-store.js';
import { rowTypes } from '../../read-models/row-types.js';
import { attentionKinds, attentionSql, type AttentionKind } from './attention-sql.js';

/** One thing that needs attention. */
export const attentionItem = z.strictObject({
  kind: z.enum(attentionKinds),
  day: isoDate.meta({ description: 'The last day to act, or the day on which it ends.' }),
  daysLeft: z.int().meta({ description: 'Days from today to that day; below zero when it passed.' }),
  record: z.strictObject({ id: z.uuid(), href: z.string() }),
  employeeId: z.uuid().nullable(),
  establishmentId: z.uuid(),
});

export type AttentionItem = z.infer<typeof attentionItem>;

/** A found row of `attentionSql`. */
export interface AttentionRow {
  readonly kind: AttentionKind;
  readonly day: string;
  readonly path: string;
  readonly id: string;
  readonly employeeId: string | null;
  readonly establishmentId: string;
}

/** Most items told. */
const mostItems = 200;

/** What needs attention in a company from today on within so many days, and what is overdue; soonest first. */
export async function readAttention(
  db: Queryable,
  companyId: string,
  today: IsoDate,
  within: number,
): Promise<{ readonly items: readonly AttentionItem[]; readonly more: boolean }> {
  const found = await db.query<AttentionRow & Record<string, unknown>>({
    text: attentionSql(),
    values: [companyId, addDays(today, within), today, mostItems + 1],
    types: rowTypes,
  });
  return { items: found.rows.slice(0, mostItems).map((row) => attentionOf(row, today)), more: found.rows.length > mostItems };
}

/** A row as it is told on a day. */
export function attentionOf(row: AttentionRow, today: IsoDate): AttentionItem {
  const { kind, path, id, employeeId, establishmentId } = row;
  const day = toIsoDate(row.day);
  return { kind, day, daysLeft: daysBetween(today, day), record: { id, href: `/v1/${path}/${id}` }, employeeId, establishmentId };
}
