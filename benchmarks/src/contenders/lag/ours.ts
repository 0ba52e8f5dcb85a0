import { openLog } from '../../../../dist/bootstrap/container/open-log.js';
import { buildEventRegistry } from '../../../../dist/bootstrap/ledger/registries.js';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { makeAllYoung } from '../../../../dist/bootstrap/process/no-early-tenure.js';
import type { EventStore } from '../../../../dist/domain/ledger/event-store.js';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import type { Position } from '../../../../dist/domain/ledger/position.js';
import type { Progress } from '../../../../dist/projections/engine/progress.js';
import { startProjector } from '../../../../dist/projections/engine/projector.js';
import { readModels } from '../../../../dist/projections/read-models.js';
import { readModelMigrations } from '../../../../dist/read-models/migrations.js';
import { permitEvents, type PlacedEvent } from '../../events/permit-events.js';
import type { Contender } from '../../harness/bench.js';
import { quantile } from '../../harness/summary.js';
import { watchLag, type LagWatch } from './lag-watch.js';
import type { LagMeasure, LagParameters, LagTask } from './parameters.js';

// As the program itself begins.
makeAllYoung();

/** Connections as the program opens them (bootstrap/container/open-stores.ts). */
const MAIN_CONNECTIONS = 24;
/** Events are sent by the clock, those that have become due in this time together. */
const TICK_MS = 2;

/** Writer and projector in one process, as the program runs them by default: all read models follow. */
export const contender: Contender<LagParameters, LagTask, LagMeasure> = {
  async prepare({ url, eventStoreUrl, events }) {
    const pool = openPool({ url, applicationName: 'bench', max: MAIN_CONNECTIONS });
    await migrate(pool, 'read-models', readModelMigrations);
    const log = await openLog(eventStoreUrl === undefined ? { kind: 'postgresql', url } : { kind: 'eventstoredb', url: eventStoreUrl });
    const { store } = log;
    const registry = buildEventRegistry();
    const watch = watchLag(readModels.map(({ name }) => name));
    const progress: Progress = {
      moved: (name, position) => watch.committed(name, position),
      left: () => undefined,
      waitFor: () => Promise.resolve({ reached: true }),
    };
    const projector = startProjector({ store, pool, models: readModels, decode: (event) => registry.decode(event), progress });
    const { events: known } = await store.readAll(undefined, 1);
    if (known.length > 0) await watch.reached(await store.head());
    const source = permitEvents(events, eventStoreUrl === undefined ? 7 : Date.now());
    return {
      work: (task) => measure(store, watch, source, task),
      async close() {
        await projector.stop();
        await log.close();
        await pool.end();
      },
    };
  },
};

async function measure(store: EventStore, watch: LagWatch, source: Iterator<PlacedEvent, unknown>, task: LagTask): Promise<LagMeasure> {
  const appending: Promise<Position>[] = [];
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = Math.min(performance.now() - begun, task.durationMs);
      const due = Math.floor((passed * task.perSecond) / 1_000);
      while (appending.length < due) appending.push(append(store, watch, source));
      if (passed < task.durationMs) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  const positions = await Promise.all(appending);
  const seconds = (performance.now() - begun) / 1_000;
  const last = positions.reduce((a, b) => (a > b ? a : b));
  await watch.reached(last);
  const lags = watch.take();
  return { p50Ms: quantile(lags, 0.5), p99Ms: quantile(lags, 0.99), perSecond: lags.length / seconds };
}

async function append(store: EventStore, watch: LagWatch, source: Iterator<PlacedEvent, unknown>): Promise<Position> {
  const next = source.next();
  if (next.done === true) throw new Error('there are no more events');
  const { stream, revision, ...event } = next.value;
  // The port takes any JSON; the event is one of the ledger's.
  const { position } = await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event as unknown as NewEvent]);
  watch.acknowledged(position);
  return position;
}
