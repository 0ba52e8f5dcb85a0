// Law: each week's table has a stream of its own, so that it is told once.
import { v5 } from 'uuid';
import { streamOf } from '../ledger/stream-name.js';
import type { IsoDate } from '../standards/calendar.js';

/** Namespace of tables, fixed for ever. */
const TABLES = '5a2d8c36-7be1-5f04-9d4c-2f6b1e80c917';

/** The stream of the table of the week that ends on a day. */
export function tableStream(week: IsoDate): string {
  return streamOf('saudizationTable', v5(week, TABLES));
}
