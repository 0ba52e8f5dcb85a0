// Law: while its flushes are under way callers queue, and all who can go leave together in the next; each gets its own result.
import { StoreUnavailable } from '../../domain/ledger/event-store.js';

/** What became of one item of a flush. */
export type Settled<O> = { readonly ok: true; readonly value: O } | { readonly ok: false; readonly error: Error };

export interface MicroBatchOptions<I, O> {
  /** What is grouped, for error messages: `log`, `vault`. */
  readonly name: string;
  /** Does the work of many callers at once: one result an item, in their order. When it throws, every item of the flush fails with that error. */
  readonly flush: (items: readonly I[]) => Promise<readonly Settled<O>[]>;
  /** Most items of one flush. */
  readonly maxItems: number;
  /** Most bytes of one flush by `sizeOf`; an item that is larger goes alone. */
  readonly maxBytes: number;
  readonly sizeOf: (item: I) => number;
  /** Most items that may wait; beyond it callers get StoreUnavailable at once. */
  readonly maxQueued: number;
  /** Most bytes that may wait; 16 flushes' worth unless said. */
  readonly maxQueuedBytes?: number;
  /** Items of one key never share a flush and keep their order. No key: no such bond. */
  readonly keyOf?: (item: I) => string | undefined;
  /** Most flushes under way at a time; one unless said. */
  readonly lanes?: number;
  /**
   * Items that are worth a further lane while another is under way; any unless said. Twice as many that find all lanes
   * idle are shared out, so that some callers are answered and come again while the others' flush is under way.
   */
  readonly worthALane?: number;
  /** Milliseconds for which the first item of a flush waits for more, asked each time; 0, and without it, one turn of the event loop. After `close` nothing waits. */
  readonly gatherMs?: () => number;
  /** An item that waited longer than this many milliseconds is not sent any more: StoreUnavailable. No limit unless said. */
  readonly maxWaitMs?: number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

export interface MicroBatch<I, O> {
  /** Queues an item for the next flush. Rejects with StoreUnavailable when there is no room, or after `close`. */
  submit(item: I): Promise<O>;
  /** Items that wait, without those of the flush under way. */
  queued(): number;
  /** Takes no more items, and resolves when all that were taken are settled. */
  close(): Promise<void>;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly size: number;
  readonly key: string | undefined;
  readonly since: number;
  readonly resolve: (value: O) => void;
  readonly reject: (error: Error) => void;
}

/** Makes a group committer: many concurrent callers, few flushes in flight, bounded in count and bytes. */
export function createMicroBatch<I, O>(options: MicroBatchOptions<I, O>): MicroBatch<I, O> {
  const {
    name,
    maxItems,
    maxBytes,
    maxQueued,
    maxWaitMs = Infinity,
    maxQueuedBytes = 16 * maxBytes,
    lanes = 1,
    worthALane = 1,
    gatherMs,
  } = options;
  const now = options.now ?? (() => performance.now());
  /** Items that may go with the next flush, oldest first: of each key at most one. */
  let ready: Waiting<I, O>[] = [];
  /** For each key with an item in `ready` or under way, those that wait behind it. */
  const behind = new Map<string, Waiting<I, O>[]>();
  let count = 0;
  let bytes = 0;
  /** Lanes at work, and whether one of them is about to take what is ready. */
  let running = 0;
  let gathering = false;
  let closed = false;
  /** Ends the waiting of a flush that gathers. */
  let hurry = (): void => undefined;
  const closers: (() => void)[] = [];

  /** The key's item is settled: the next one behind it may go. */
  function passOn(key: string | undefined): void {
    if (key === undefined) return;
    const next = behind.get(key)?.shift();
    if (next === undefined) behind.delete(key);
    else ready.push(next);
  }

  function takeNext(): Waiting<I, O>[] {
    const taken: Waiting<I, O>[] = [];
    const oldest = now() - maxWaitMs;
    const shared = running === 1 && worthALane > 1 && ready.length >= 2 * worthALane;
    const most = shared ? Math.min(maxItems, Math.ceil(ready.length / lanes)) : maxItems;
    let size = 0;
    let at = 0;
    for (; at < ready.length && taken.length < most; at += 1) {
      const waiting = ready[at] as Waiting<I, O>; // at < ready.length, and passOn only makes it longer
      if (taken.length > 0 && size + waiting.size > maxBytes) break;
      count -= 1;
      bytes -= waiting.size;
      if (waiting.since < oldest) {
        waiting.reject(new StoreUnavailable(`${name}: waited too long, nothing was sent`));
        passOn(waiting.key);
        continue;
      }
      size += waiting.size;
      taken.push(waiting);
    }
    ready = ready.slice(at);
    return taken;
  }

  async function flushOnce(taken: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await options.flush(taken.map((waiting) => waiting.item));
      taken.forEach((waiting, n) => {
        const result = results[n];
        if (result === undefined) waiting.reject(new Error(`${name}: a flush gave ${results.length} results for ${taken.length} items`));
        else if (result.ok) waiting.resolve(result.value);
        else waiting.reject(result.error);
      });
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      for (const waiting of taken) waiting.reject(cause);
    }
    for (const waiting of taken) passOn(waiting.key);
  }

  /** One turn of the event loop at least: who was just answered, or arrives in the same turn, still joins. */
  function gather(leave: () => void): void {
    const ms = closed ? 0 : (gatherMs?.() ?? 0);
    if (ms === 0) {
      setImmediate(leave);
      return;
    }
    const timer = setTimeout(leave, ms);
    hurry = () => {
      clearTimeout(timer);
      leave();
    };
  }

  /** Opens a lane when one is free, the items are worth it, and none is about to take them anyway. */
  function start(): void {
    if (gathering || running >= lanes || (running > 0 && ready.length < worthALane)) return;
    running += 1;
    gathering = true;
    void run();
  }

  async function run(): Promise<void> {
    for (;;) {
      await new Promise<void>(gather);
      const taken = takeNext();
      gathering = false;
      if (ready.length > 0) start();
      if (taken.length > 0) await flushOnce(taken);
      // Another lane is about to take what is ready, or will when it ends; or what waits stands behind an item under way there.
      if (ready.length === 0 || gathering || (running > 1 && ready.length < worthALane)) break;
      gathering = true;
    }
    running -= 1;
    if (closed && running === 0) for (const done of closers.splice(0)) done();
  }

  return {
    submit(item) {
      if (closed) return Promise.reject(new StoreUnavailable(`${name} is closed`));
      const size = options.sizeOf(item);
      if (count >= maxQueued || (count > 0 && bytes + size > maxQueuedBytes)) {
        return Promise.reject(new StoreUnavailable(`${name} has no room: ${count} items wait`));
      }
      return new Promise<O>((resolve, reject) => {
        const key = options.keyOf?.(item);
        const waiting = { item, size, key, since: now(), resolve, reject };
        const queue = key === undefined ? undefined : behind.get(key);
        if (queue !== undefined) queue.push(waiting);
        else {
          if (key !== undefined) behind.set(key, []);
          ready.push(waiting);
        }
        count += 1;
        bytes += size;
        start();
      });
    },
    queued: () => count,
    close() {
      closed = true;
      hurry();
      return running > 0 ? new Promise((done) => closers.push(done)) : Promise.resolve();
    },
  };
}
