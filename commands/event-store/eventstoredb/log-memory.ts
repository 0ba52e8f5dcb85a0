// Law: within a process the same append is never on its way twice, and what stood in the log before an append was sent is known.
import type { Appended } from '../../../domain/ledger/event-store.js';
import type { StorableAppend } from '../storable.js';
import { BEGINNING, type Place } from './log-place.js';

/** What the stores of this process know of one log. */
export interface LogMemory {
  /** The highest place that was seen in any answer. */
  readonly highest: Place;
  saw(place: Place): void;
  /** The log was put back to an earlier copy that ends there. */
  putBack(last: Place): void;
  /**
   * Runs an append; while the very same one is under way, waits for that instead. A repeat that meets its first while it is
   * being committed is dropped by the server without an answer.
   */
  once(append: StorableAppend, run: () => Promise<Appended>): Promise<Appended>;
}

interface UnderWay {
  readonly ids: string;
  readonly outcome: Promise<Appended>;
}

const memories = new Map<string, LogMemory>();

/** The memory of a log, shared by all stores over it in this process. */
export function memoryOf(logId: string): LogMemory {
  let memory = memories.get(logId);
  if (memory === undefined) memories.set(logId, (memory = createMemory()));
  return memory;
}

function createMemory(): LogMemory {
  let highest = BEGINNING;
  const underWay = new Map<string, UnderWay>();
  return {
    get highest() {
      return highest;
    },
    saw(place) {
      if (place > highest) highest = place;
    },
    putBack(last) {
      highest = last;
    },
    async once(append, run) {
      const ids = append.events.map((event) => event.id).join();
      const key = `${append.expected} ${ids.slice(0, 36)} ${append.stream}`;
      const first = underWay.get(key);
      if (first?.ids === ids) return { ...(await first.outcome), repeated: true };
      const outcome = run();
      // Others that begin with the same event: for the server to judge.
      if (first !== undefined) return outcome;
      underWay.set(key, { ids, outcome });
      try {
        return await outcome;
      } finally {
        underWay.delete(key);
      }
    },
  };
}
