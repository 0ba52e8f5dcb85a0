import { z } from 'zod';
import { isoDate } from '../../domain/standards/calendar.js';
import { limitParam, orderParam, positionParam } from '../http/query-string.js';
import type { RecordView } from '../records/record-view.js';

/** The parameters that every list takes, beside its filters. */
const common = {
  order: orderParam
    .default('asc')
    .meta({ description: 'By business day of the first event (by the expiry day with `expiresBefore`), then by id.' }),
  limit: limitParam(50),
  cursor: z.string().max(200).optional().meta({ description: 'Where to go on, from `next` of the page before.' }),
  after: positionParam.optional(),
};

/** The schema of a list's parameters: the common ones and its own filters. */
export function listQuerySchema(view: RecordView) {
  const filters = Object.fromEntries(view.filters.map((filter) => [filter.name, filter.schema.optional()]));
  const expiry =
    view.expiry === null
      ? {}
      : { expiresBefore: isoDate.optional().meta({ description: `Only records whose \`${view.expiry.column}\` is an earlier day.` }) };
  return z.strictObject({ ...filters, ...expiry, ...common });
}

/** What a list is asked for: which rows, in which order, how many. */
export interface ListQuery {
  /** By the names of the view's filters. */
  readonly filters: Readonly<Record<string, string>>;
  readonly expiresBefore?: string;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** Only rows of this company are there, of none where it is null; all rows unless given. */
  readonly actingFor?: string | null;
}
