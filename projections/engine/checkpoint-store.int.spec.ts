import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../../bootstrap/testing/database.js';
import { sampleEvent } from '../../commands/event-store/testing/sample-events.js';
import { ForeignPosition, makePosition } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { parcelMigrations, parcelModel } from '../testing/parcel-model.js';
import { takeCheckpoint, type LogOfCheckpoint } from './checkpoint-store.js';

const model = parcelModel();
const event = { ...sampleEvent(), stream: 'parcel-1', revision: 3, position: makePosition('home', '0007') };
/** Behind the last event: the store wrote for itself there. */
const standing = makePosition('home', '0009');
const log: LogOfCheckpoint = {
  logId: 'home',
  readAll: async (after) => ({ events: [], next: after ?? standing, end: true }),
  readStream: async () => [event],
};

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase('checkpoints');
  await migrate(database.pool, 'read models', parcelMigrations);
  await takeCheckpoint(database.pool, model, log);
  await database.pool.query(
    `update ${checkpointTable} set position = $1, last_event_id = $2, last_stream = $3, last_revision = $4, events_done = 5`,
    [standing, event.id, event.stream, event.revision],
  );
});
afterEach(() => database.drop());

const taken = (of: Partial<LogOfCheckpoint>) => takeCheckpoint(database.pool, model, { ...log, ...of });

describe('a checkpoint', () => {
  it('is gone on from, also where it stands behind the log’s last event', async () => {
    expect(await taken({})).toEqual({ position: standing, epoch: 2 });
  });

  it.each<{ readonly why: string; readonly of: Partial<LogOfCheckpoint> }>([
    { why: 'another log’s', of: { logId: 'away' } },
    { why: 'of a log that ends before it now', of: { readAll: () => Promise.reject(new ForeignPosition('cut off')) } },
    { why: 'of a log that holds another event at its last one’s place', of: { readStream: async () => [{ ...event, id: 'other' }] } },
    { why: 'of a log that has lost its last event', of: { readStream: async () => [] } },
  ])('begins anew when it is $why', async ({ of }) => {
    expect(await taken(of)).toEqual({ position: undefined, epoch: 2 });
    const { rows } = await database.pool.query(`select log_id, position, events_done::int as done from ${checkpointTable}`);
    expect(rows).toEqual([{ log_id: of.logId ?? 'home', position: null, done: 0 }]);
  });

  it('is left as it is while the log cannot be read', async () => {
    await expect(taken({ readAll: () => Promise.reject(new Error('away')) })).rejects.toThrow('away');
    expect(await taken({})).toEqual({ position: standing, epoch: 2 });
  });
});
