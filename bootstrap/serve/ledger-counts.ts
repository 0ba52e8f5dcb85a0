import type { DependencyContainer } from 'tsyringe';
import { countEvents } from '../../projections/engine/count-events.js';
import { countRecords } from '../../read-models/count-records.js';
import { recordTypes } from '../ledger/record-types.js';
import * as tokens from '../container/tokens.js';

/** What is inside: records by category as the log holds them, events, and the position of the last one. */
export interface LedgerCounts {
  readonly records: Readonly<Record<string, number>>;
  readonly events: number;
  readonly position: string;
}

/** Counts records in the read models and events in the log. A read model that lags counts what it has. */
export async function countLedger(container: DependencyContainer): Promise<LedgerCounts> {
  const pool = container.resolve(tokens.MAIN_POOL);
  const store = container.resolve(tokens.EVENT_STORE);
  const counted = await countRecords(pool);
  const records = Object.fromEntries(recordTypes.map((type) => [type.category, counted[type.category] ?? 0]));
  const models = await container.resolve(tokens.PROJECTION_STATUS).projectionStatus();
  return { records, events: await countEvents(store, models), position: await store.head() };
}
