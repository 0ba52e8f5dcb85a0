// What a ledger's databases hold, read without the program: the log as it stands, and tables as an independent fold of it.
import pg from 'pg';
import { expect } from 'vitest';
import { logPages } from '../../../commands/log-copy/log-pages.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import { isLedgerEvent } from '../../../domain/ledger/ledger-events.js';
import { parseStream } from '../../../domain/ledger/stream-name.js';
import { tablesOf } from '../../../projections/engine/projection.js';
import { storedFact } from '../../../projections/engine/stored-fact.js';
import { readModels } from '../../../projections/read-models.js';
import { foldAll } from '../../../projections/testing/projection-spec.js';
import { rowTypes } from '../../../read-models/row-types.js';
import { selectList, tableName } from '../../../read-models/table-sql.js';
import { openLog, type LogPlace } from '../../container/open-log.js';
import { recordTypes } from '../../ledger/record-types.js';
import { buildEventRegistry } from '../../ledger/registries.js';
import type { Ledger } from './ledger.js';
import { expectCleanStop, serve } from './program.js';

/** The whole log in its order. */
export async function storedEvents(ledger: Ledger): Promise<readonly RecordedEvent[]> {
  return eventsAt(await ledger.log());
}

/** The whole log at a place. */
export async function eventsAt(place: LogPlace): Promise<readonly RecordedEvent[]> {
  const log = await openLog(place);
  try {
    const events: RecordedEvent[] = [];
    for await (const page of logPages(log.store, undefined)) events.push(...page.events);
    return events;
  } finally {
    await log.close();
  }
}

/** Checks what every log must be: each id once, each stream's revisions without a gap, positions rising. */
export function expectSoundLog(events: readonly RecordedEvent[]): void {
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  const next = new Map<string, number>();
  for (const { stream, revision } of events) {
    expect(revision, stream).toBe(next.get(stream) ?? 0);
    next.set(stream, revision + 1);
  }
  const positions = events.map((event) => event.position);
  expect(positions).toEqual([...new Set(positions)].sort());
}

/** Checks that every table of every read model holds, value for value, what a fold of the whole log says. */
export async function expectTablesToBeTheFold(ledger: Ledger, events: readonly RecordedEvent[]): Promise<void> {
  const registry = buildEventRegistry();
  const facts = events.map((event) => storedFact(event, (one) => registry.decode(one)));
  const client = new pg.Client({ connectionString: await ledger.mainUrl() });
  await client.connect();
  try {
    for (const model of readModels) {
      const expected = await foldAll(model, [facts]);
      for (const table of tablesOf(model)) {
        const { rows } = await client.query<Record<string, unknown>>({
          text: `select ${selectList(table)} from ${tableName(table)} r order by r.id::text collate "C"`,
          types: rowTypes,
        });
        expect(rows, table.name).toEqual(expected.get(table.name));
      }
    }
  } finally {
    await client.end();
  }
}

/** Records by category, counted in the log: streams with an event of their own. */
export function recordsIn(events: readonly RecordedEvent[]): Readonly<Record<string, number>> {
  const streams = new Set(events.filter((event) => !isLedgerEvent(event.type)).map((event) => event.stream));
  const counts = Object.fromEntries(recordTypes.map(({ category }) => [category, 0]));
  for (const stream of streams) {
    const category = parseStream(stream)?.category;
    if (category !== undefined && category in counts) counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts;
}

/** Everything that must hold of a ledger whose programs have all ended: they are started once more, to catch up. */
export async function expectWholeLedger(ledger: Ledger): Promise<readonly RecordedEvent[]> {
  const last = serve(ledger.variables);
  const { records, events: count } = await last.ready;
  const events = await storedEvents(ledger);
  expect(count).toBe(events.length);
  expect(records).toEqual(recordsIn(events));
  expectSoundLog(events);
  await expectTablesToBeTheFold(ledger, events);
  await expectCleanStop(last);
  return events;
}
