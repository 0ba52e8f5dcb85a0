import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { openPostgresLog, type PostgresLogUnderTest } from '../../commands/event-store/testing/postgres-log.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { createRecordReader } from '../../read-models/record-reader.js';
import { tableName } from '../../read-models/table-sql.js';
import { idOf, newEvent } from '../testing/given-events.js';
import { decodeParcel, depotTable, expectedParcels, parcelMigrations, parcelModel, parcelTable } from '../testing/parcel-model.js';
import { createProgress, type Progress } from './progress.js';
import { startProjector, type Projector } from './projector.js';

let log: PostgresLogUnderTest;
let progress: Progress;
let projectors: Projector[];
const model = parcelModel();

beforeEach(async () => {
  log = await openPostgresLog();
  await migrate(log.pool, 'read models', parcelMigrations);
  progress = createProgress({ db: log.pool, logId: log.store.logId, models: [model] });
  projectors = [];
});
afterEach(async () => {
  await Promise.all(projectors.map((projector) => projector.stop()));
  await log.dispose();
});

function start(): Projector {
  const projector = startProjector({ store: log.store, pool: log.pool, models: [model], decode: decodeParcel, progress, pageSize: 50, windowEvents: 64 });
  projectors.push(projector);
  return projector;
}

async function wholeLog(): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let after: Position | undefined;
  for (;;) {
    const page = await log.store.readAll(after, 1_000);
    events.push(...page.events);
    after = page.next;
    if (page.end) return events;
  }
}

async function depots(): Promise<object> {
  const { rows } = await log.pool.query<{ id: string; parcels: number; weight: number }>(`select id, parcels, weight from ${tableName(depotTable)}`);
  return Object.fromEntries(rows.map(({ id, parcels, weight }) => [id, { parcels, weight }]));
}

/** A writer with parcels of its own; gives the position of each append to `then`. */
async function write(writer: number, events: number, then: (position: Position, parcel: string, weight: number) => Promise<void>): Promise<void> {
  for (let n = 0; n < events; n++) {
    const parcel = idOf(`parcel ${writer}`);
    const weight = (writer * 31 + n * 7) % 90;
    const event = newEvent(writer * 1_000 + n, 'ParcelWeighed', { effectiveOn: '2026-01-01', depotId: idOf(`depot ${n % 3}`), weight });
    const { position } = await log.store.append(`parcel-${parcel}`, n === 0 ? 'no-stream' : n - 1, [event]);
    await then(position, parcel, weight);
  }
}

describe('the engine on the embedded log', () => {
  it('misses nothing and counts nothing twice while sixteen writers append', async () => {
    start();
    let last: Position | undefined;
    const note = (position: Position): Promise<void> => {
      if (last === undefined || position > last) last = position;
      return Promise.resolve();
    };
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer, 40, note)));
    expect(await progress.waitFor(last ?? ('' as Position), ['parcels'], 20_000)).toEqual({ reached: true });
    expect(await depots()).toEqual(expectedParcels(await wholeLog()).depots);
  });

  it('lets every writer read what he wrote', async () => {
    start();
    const reader = createRecordReader({ db: log.pool, table: parcelTable, model });
    await Promise.all(
      Array.from({ length: 8 }, (_, writer) =>
        write(writer, 10, async (position, parcel, weight) => {
          expect(await progress.waitFor(position, ['parcels'], 20_000)).toEqual({ reached: true });
          const found = await reader.read(parcel);
          expect(found.row?.weight).toBe(weight);
          expect((found.position ?? '') >= position).toBe(true);
        }),
      ),
    );
  });

  it('reads a long log from its beginning', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer, 60, () => Promise.resolve())));
    start();
    expect(await progress.waitFor(await log.store.head(), ['parcels'], 20_000)).toEqual({ reached: true });
    expect(await depots()).toEqual(expectedParcels(await wholeLog()).depots);
  });
});
