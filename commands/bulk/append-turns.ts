// Law: lines are decided side by side, but their events enter the log in file order, so that recordedAt never falls.
import type { NewEvent } from '../../domain/ledger/event.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { StepHook } from '../handler/request.js';

/** The order in which lines may append. */
export interface AppendTurns {
  /** Takes the next turn for a line, by the correlation id that its command carries. Called in file order. */
  take(correlationId: string): void;
  /** Ends a line's turn, if its append has not done so yet. */
  end(correlationId: string): void;
  /** The store through which the lines append: it passes the turn on as soon as a line's append is on its way. */
  readonly store: EventStore;
  /** Waits for the turn before a line claims places or appends. */
  readonly onStep: StepHook;
}

interface Turn {
  readonly before: Promise<void>;
  readonly end: () => void;
}

/**
 * Turns over a store. `afterIssue` sees each line's events as they are sent; when it returns a promise, the
 * next line waits for it (something must happen between the two).
 */
export function createAppendTurns(
  inner: EventStore,
  afterIssue: (stream: string, events: readonly NewEvent[], stored: Promise<unknown>) => Promise<void> | undefined,
): AppendTurns {
  const turns = new Map<string, Turn>();
  let last: Promise<void> = Promise.resolve();
  const end = (correlationId: string): void => {
    turns.get(correlationId)?.end();
    turns.delete(correlationId);
  };
  const store: EventStore = {
    get logId() {
      return inner.logId;
    },
    append(stream, expected, events) {
      const stored = inner.append(stream, expected, events);
      const first = events[0];
      if (first === undefined || isLedgerEvent(first.type)) return stored;
      const { correlationId } = first.metadata;
      if (!turns.has(correlationId)) return stored;
      const wait = afterIssue(stream, events, stored);
      if (wait === undefined) end(correlationId);
      // A failing wait fails the line; the turn ends with it.
      else return stored.then((appended) => wait.then(() => appended)).finally(() => end(correlationId));
      return stored;
    },
    readStream: (stream, from, limit) => inner.readStream(stream, from, limit),
    readAll: (after, limit) => inner.readAll(after, limit),
    subscribe: (after, signal) => inner.subscribe(after, signal),
    head: () => inner.head(),
    countAfter: (after) => inner.countAfter(after),
  };
  return {
    take(correlationId) {
      const before = last;
      let finish: () => void = () => undefined;
      last = new Promise<void>((resolve) => (finish = resolve));
      // A turn ends only after all before it: the chain stays in order whoever finishes first.
      turns.set(correlationId, { before, end: () => void before.then(finish) });
    },
    end,
    store,
    async onStep(step, request) {
      if (step === 'sealed') await turns.get(request.correlationId)?.before;
    },
  };
}
