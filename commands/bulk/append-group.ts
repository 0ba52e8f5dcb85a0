// Law: appends that are ready together leave together, in order; the next ones leave once all of them are settled.
import { setTimeout as delay } from 'node:timers/promises';
import type { NewEvent } from '../../domain/ledger/event.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
} from '../../domain/ledger/event-store.js';

/** How long a group is sent again while the store is away, before the run gives up. */
const PATIENCE_MS = 120_000;
const MAX_WAIT_MS = 2_000;
/** Bytes of a group, well below what a log takes at once. An append that is larger goes alone. */
const MAX_GROUP_BYTES = 1024 * 1024;

/** Appends in the order of `add`, in groups. */
export interface AppendGroup {
  /** Adds an append to the next group. Rejects with WrongRevision or RefusedAppend, or once the store was away too long. */
  add(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /** Waits until nothing added before is still on its way to that stream; to any stream when none is named. */
  settled(stream?: string): Promise<void>;
}

interface Waiting {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly bytes: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups over a store that nobody else appends to meanwhile. */
export function createAppendGroup(store: EventStore): AppendGroup {
  let ready: Waiting[] = [];
  let running = false;
  /** The newest append under way, by stream; what it came to is told to who added it. */
  const underWay = new Map<string, Promise<unknown>>();

  const send = async (group: readonly Waiting[]): Promise<void> => {
    const deadline = performance.now() + PATIENCE_MS;
    let open = group;
    for (let wait = 50; ; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
      const results = await store.appendInOrder(open);
      const away: Waiting[] = [];
      for (const [n, waiting] of open.entries()) {
        const result = results[n];
        if (result === undefined) continue;
        if (result.status === 'fulfilled') waiting.resolve(result.value);
        else if (isAway(result.reason) && performance.now() < deadline) away.push(waiting);
        else waiting.reject(result.reason);
      }
      if (away.length === 0) return;
      open = away;
      await delay(wait);
    }
  };

  const run = async (): Promise<void> => {
    while (ready.length > 0) {
      // One turn of the event loop: who becomes ready in the same turn still joins.
      await new Promise(setImmediate);
      const group = takeGroup(ready);
      ready = ready.slice(group.length);
      await send(group);
    }
    running = false;
  };

  return {
    add(stream, expected, events) {
      const bytes = Buffer.byteLength(JSON.stringify(events));
      const appended = new Promise<Appended>((resolve, reject) => ready.push({ stream, expected, events, bytes, resolve, reject }));
      const done = appended.then(
        () => undefined,
        () => undefined,
      );
      const noted = done.then(() => {
        if (underWay.get(stream) === noted) underWay.delete(stream);
      });
      underWay.set(stream, noted);
      if (!running) {
        running = true;
        void run();
      }
      return appended;
    },
    async settled(stream) {
      if (stream !== undefined) await underWay.get(stream);
      else await Promise.all(underWay.values());
    },
  };
}

/** The oldest appends that leave together: at least one. */
function takeGroup(ready: readonly Waiting[]): readonly Waiting[] {
  let bytes = 0;
  const beyond = ready.findIndex((waiting, n) => n > 0 && (bytes += ready[n - 1]?.bytes ?? 0) + waiting.bytes > MAX_GROUP_BYTES);
  return beyond < 0 ? ready : ready.slice(0, beyond);
}

/** True for failures after which the same append may be sent again as it was. */
function isAway(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof OutcomeUnknown;
}
