// Law: appends gather and leave together, in order; the next ones leave once all of them are settled, and none once one could not be stored.
import { setTimeout as delay } from 'node:timers/promises';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type OrderedAppend,
} from '../../domain/ledger/event-store.js';

/** How long a group is sent again while the store is away, before the run gives up. */
const PATIENCE_MS = 120_000;
const MAX_WAIT_MS = 2_000;
/** Bytes of a group, well below what a log takes at once. An append that is larger goes alone. */
const MAX_GROUP_BYTES = 1024 * 1024;
/** A group leaves when it has so many bytes, when somebody waits for it, or after so long: each is a statement and a flush of the disk. */
const GATHERED_BYTES = 256 * 1024;
const GATHER_MS = 50;
/** Bytes that may wait before whoever adds has to. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** Appends in the order of `add`, in groups. */
export interface AppendGroup {
  /** Adds an append of so many bytes to the next group. Rejects with WrongRevision or RefusedAppend, or once the store was away too long. */
  add(append: OrderedAppend, bytes: number): Promise<Appended>;
  /** Waits until there is room for more. */
  room(): Promise<void>;
  /** Sends what was added before, and waits until nothing of it is on its way. Throws when some of it, or of what was added earlier, could not be stored. */
  settled(): Promise<void>;
}

interface Waiting extends OrderedAppend {
  readonly bytes: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups over a store that nobody else appends to meanwhile. */
export function createAppendGroup(store: EventStore): AppendGroup {
  let ready: Waiting[] = [];
  let bytesReady = 0;
  let running: Promise<void> | undefined;
  /** Ends the gathering of the group that is about to leave. */
  let leave = (): void => undefined;
  /** How many wait for everything to be settled: nothing gathers then. */
  let hurried = 0;
  let failure: { readonly error: unknown } | undefined;

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
        else {
          failure ??= { error: result.reason };
          waiting.reject(result.reason);
        }
      }
      if (away.length === 0) return;
      open = away;
      await delay(wait);
    }
  };

  const isGathered = (): boolean => hurried > 0 || bytesReady >= GATHERED_BYTES;
  const gather = (): Promise<void> =>
    new Promise((resolve) => {
      // One turn of the event loop: who becomes ready in the same turn still joins.
      const go = (): void => {
        leave = () => undefined;
        clearTimeout(timer);
        setImmediate(resolve);
      };
      const timer = setTimeout(go, GATHER_MS);
      leave = go;
      if (isGathered()) go();
    });
  const run = async (): Promise<void> => {
    while (ready.length > 0) {
      await gather();
      const group = takeGroup(ready);
      ready = ready.slice(group.length);
      for (const { bytes } of group) bytesReady -= bytes;
      if (failure === undefined) await send(group).catch((error: unknown) => abandon(group, error));
      else abandon(group, failure.error);
    }
    running = undefined;
  };
  /** Nothing behind what could not be stored is stored: it was decided on it. */
  const abandon = (group: readonly Waiting[], error: unknown): void => {
    failure ??= { error };
    for (const { reject } of group) reject(error);
  };

  return {
    add(append, bytes) {
      const appended = new Promise<Appended>((resolve, reject) => ready.push({ ...append, bytes, resolve, reject }));
      bytesReady += bytes;
      running ??= run();
      if (isGathered()) leave();
      return appended;
    },
    async room() {
      while (bytesReady > MAX_WAITING_BYTES) await running;
    },
    async settled() {
      hurried += 1;
      leave();
      while (running !== undefined) await running;
      hurried -= 1;
      if (failure !== undefined) throw failure.error;
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
