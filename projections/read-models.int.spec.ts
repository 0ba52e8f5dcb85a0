import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../bootstrap/postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../bootstrap/testing/database.js';
import { readModelMigrations } from '../read-models/migrations.js';
import { loadRows } from '../read-models/row-store.js';
import type { Table } from '../read-models/table.js';
import { tableName } from '../read-models/table-sql.js';
import { createProgress } from './engine/progress.js';
import { tablesOf } from './engine/projection.js';
import { startProjector, type Projector } from './engine/projector.js';
import { createStatusReader } from './engine/status.js';
import { storedFact, type Decode, type StoredFact } from './engine/stored-fact.js';
import { readModels } from './read-models.js';
import { factsOf, idOf, recordedEvent, type GivenEvent } from './testing/given-events.js';
import { box, citizen, companyEvent, day, opened, registered, resident, terms, transferEvent } from './testing/market-events.js';
import { MemoryEventStore } from './testing/memory-event-store.js';
import { foldAll } from './testing/projection-spec.js';
import { randomRecords } from './testing/random-records.js';

const decode: Decode = ({ type, data }) => {
  const { boxes: _boxes, ...open } = data;
  return { type, data: open };
};
const names = readModels.map((model) => model.name);
let database: TestDatabase;
let projectors: Projector[];

beforeEach(async () => {
  database = await createTestDatabase('read models');
  await migrate(database.pool, 'read models', readModelMigrations);
  projectors = [];
});
afterEach(async () => {
  await Promise.all(projectors.map((projector) => projector.stop()));
  await database.drop();
});

function market(seed: number): readonly GivenEvent[] {
  const [records] = fc.sample(randomRecords, { numRuns: 1, seed });
  const employees = { employeeId: null, scopes: ['contracts', 'visas'] as ('contracts' | 'visas')[], from: day('2020-02-01'), to: day('2030-01-01') };
  return [
    registered('a'),
    registered('b'),
    opened('a', 'a main'),
    opened('b', 'b main'),
    citizen('c'),
    resident('r'),
    companyEvent('a', 'AuthorisedPersonAppointed', { effectiveOn: day('2020-02-01'), personId: idOf('p'), ...employees }, [box('personId', idOf('p'), 'مختوم')]),
    transferEvent('t', { company: 'b', from: 'a', employee: 'r' }, 'TransferRequested', { terms, permitId: null, declaredEarlierTransfers: null, consent: 'needed', answerBy: day('2026-02-11') }),
    ...(records ?? []),
  ];
}

async function appendAll(store: MemoryEventStore, given: readonly GivenEvent[]): Promise<void> {
  await appendFacts(store, factsOf(given));
}

async function appendFacts(store: MemoryEventStore, facts: readonly StoredFact[]): Promise<void> {
  for (const fact of facts) {
    const { stream, revision, position: _position, ...event } = recordedEvent(fact);
    await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  }
}

function start(store: MemoryEventStore, pageSize: number): { readonly projector: Projector; readonly caughtUp: () => Promise<void> } {
  const progress = createProgress({ db: database.pool, logId: store.logId, models: readModels });
  const projector = startProjector({ store, pool: database.pool, models: readModels, decode, progress, pageSize, cachedRows: 5, windowEvents: 16 });
  projectors.push(projector);
  return {
    projector,
    async caughtUp() {
      expect(await progress.waitFor(await store.head(), names, 25_000)).toEqual({ reached: true });
    },
  };
}

async function rowsOf(table: Table): Promise<readonly unknown[]> {
  const ids = await database.pool.query<{ id: string }>(`select id from ${tableName(table)}`);
  const rows = await loadRows(database.pool, table, ids.rows.map((row) => row.id));
  return [...rows.values()].sort((a, b) => ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1));
}

async function expectTablesEqualFold(store: MemoryEventStore): Promise<void> {
  const facts = store.events.map((event) => storedFact(event, decode));
  for (const model of readModels) {
    const expected = await foldAll(model, [facts]);
    for (const table of tablesOf(model)) expect(await rowsOf(table), table.name).toEqual(expected.get(table.name));
  }
}

describe('the read models on PostgreSQL', () => {
  it.each([1, 2, 3])('hold, value for value, what their folds say (market %i)', async (seed) => {
    const store = new MemoryEventStore();
    const appending = appendAll(store, market(seed));
    const { caughtUp } = start(store, 3 + seed);
    await appending;
    await caughtUp();
    await expectTablesEqualFold(store);
    const status = createStatusReader({ db: database.pool, store, models: readModels });
    expect(new Set((await status.projectionStatus()).map(({ state, lagEvents }) => `${state} ${String(lagEvents)}`))).toEqual(new Set(['live 0']));
  });

  it('go on in a second process where the first stopped', async () => {
    const store = new MemoryEventStore();
    const facts = factsOf(market(5));
    const half = Math.ceil(facts.length / 2);
    await appendFacts(store, facts.slice(0, half));
    const first = start(store, 10);
    await first.caughtUp();
    await first.projector.stop();
    await appendFacts(store, facts.slice(half));
    await start(store, 10).caughtUp();
    await expectTablesEqualFold(store);
  });

  it('leave the others running when one fails', async () => {
    const store = new MemoryEventStore();
    const orphan = companyEvent('x', 'CompanySuspended', { effectiveOn: day('2021-01-01'), reason: 'court-order' });
    await appendAll(store, [...market(6), orphan]);
    const progress = createProgress({ db: database.pool, logId: store.logId, models: readModels });
    const states: string[] = [];
    projectors.push(
      startProjector({
        store,
        pool: database.pool,
        models: readModels,
        decode,
        progress,
        onState: (model, { state }) => states.push(`${model.name} ${state}`),
      }),
    );
    const others = names.filter((name) => name !== 'companies');
    expect(await progress.waitFor(await store.head(), others, 25_000)).toEqual({ reached: true });
    await expect.poll(() => states).toContain('companies failed');
    const status = createStatusReader({ db: database.pool, store, models: readModels });
    await expect.poll(() => status.projectionStatus()).toContainEqual(expect.objectContaining({ name: 'companies', state: 'failed', lagEvents: 1 }));
    expect((await rowsOf(readModels[0]?.projections[0]?.table as Table)).length).toBe(2);
  });
});
