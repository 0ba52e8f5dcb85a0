import { expect, it } from 'vitest';
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import { ForeignPosition } from '../../domain/ledger/position.js';
import { idOf, newEvent } from '../testing/given-events.js';
import { MemoryEventStore } from '../testing/memory-event-store.js';
import { startAuditor, type AuditFault, type AuditProgress } from './auditor.js';

const stream = `company-${idOf('company')}`;

async function append(store: MemoryEventStore, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1)
    await store.append(stream, n === 0 ? 'no-stream' : n - 1, [newEvent(n, 'Noted', { effectiveOn: '2026-01-01' })]);
}

/** An audit until so many events were seen, by what it said. */
async function audit(
  store: Pick<EventStore, 'subscribe'>,
  until: (progress: AuditProgress) => boolean,
): Promise<{ faults: AuditFault[]; last: AuditProgress; errors: unknown[] }> {
  const stop = new AbortController();
  const faults: AuditFault[] = [];
  const errors: unknown[] = [];
  let last: AuditProgress | undefined;
  const { ended } = startAuditor({
    store,
    signal: stop.signal,
    onFault: (fault) => faults.push(fault),
    onError: (error) => errors.push(error),
    onProgress: (progress) => {
      last = progress;
      if (until(progress)) stop.abort();
    },
  });
  await ended;
  if (last === undefined) throw new Error('the audit said nothing');
  return { faults, last, errors };
}

/** A store that shows the pages of another, changed. */
function changed(store: MemoryEventStore, change: (page: LogPage) => LogPage): Pick<EventStore, 'subscribe'> {
  return {
    async *subscribe(after, signal) {
      for await (const page of store.subscribe(after, signal)) yield change(page);
    },
  };
}

it('follows a sound log from its first event on, and what comes later', async () => {
  const store = new MemoryEventStore();
  await append(store, 0, 3);
  let more: Promise<void> | undefined;
  const { faults, last } = await audit(store, ({ events }) => {
    more ??= append(store, 3, 4);
    return events === 7;
  });
  await more;
  expect(faults).toEqual([]);
  expect(last).toEqual({ position: await store.head(), events: 7, streams: 1, faults: 0, clockAnomalies: 0 });
});

it('tells of a lost event once and goes on behind it', async () => {
  const store = new MemoryEventStore();
  await append(store, 0, 6);
  const lost = changed(store, (page) => ({ ...page, events: page.events.filter((event) => event.revision !== 2) }));
  const { faults, last } = await audit(lost, () => true);
  expect(faults).toMatchObject([{ kind: 'revision-not-next', stream, expected: 2, revision: 3 }]);
  expect(last).toMatchObject({ events: 5, faults: 1 });
});

it('reads on behind the last page after a failure, and begins anew when the log was cut back', async () => {
  const store = new MemoryEventStore();
  await append(store, 0, 5);
  const [outage, cut] = [new Error('away'), new ForeignPosition('it ends before')];
  let calls = 0;
  const asked: unknown[] = [];
  const failing: Pick<EventStore, 'subscribe'> = {
    async *subscribe(after) {
      calls += 1;
      asked.push(after);
      if (calls === 1) {
        yield await store.readAll(undefined, 2);
        throw outage;
      }
      if (calls === 2) throw cut;
      yield await store.readAll(after, 10);
    },
  };
  const { faults, last, errors } = await audit(failing, ({ events }) => events === 5);
  const seen = (await store.readAll(undefined, 2)).next;
  expect(asked).toEqual([undefined, seen, undefined]);
  expect(errors).toEqual([outage]);
  expect(faults).toEqual([{ kind: 'log-cut-back', position: seen }]);
  expect(last).toMatchObject({ events: 5, faults: 1 });
});

it('ends with what a listener threw', async () => {
  const store = new MemoryEventStore();
  await append(store, 0, 1);
  const broken = new Error('broken listener');
  const { ended } = startAuditor({
    store,
    signal: new AbortController().signal,
    onFault: () => undefined,
    onProgress: () => {
      throw broken;
    },
  });
  await expect(ended).rejects.toBe(broken);
});
