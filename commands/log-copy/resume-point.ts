// Law: a copy goes on only where the target holds the beginning of the source and nothing else.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { CopyRefused } from './copy-refused.js';
import { eventName, eventText } from './event-text.js';
import { logPages, type ReadableLog } from './log-pages.js';

/** How far a target holds its source. */
export interface ResumePoint {
  /** Events that the target holds. */
  readonly events: number;
  /** The source's position of the last of them; undefined for an empty target. */
  readonly after: Position | undefined;
}

/**
 * Compares a target with its source, event by event. `onCompared` hears how many more were the same.
 * @throws CopyRefused naming the first event of the target that is not the source's at that place.
 */
export async function findResumePoint(
  source: ReadableLog,
  target: ReadableLog,
  onCompared: (events: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<ResumePoint> {
  const expected = eventsOf(source);
  let [events, after] = [0, undefined as Position | undefined];
  try {
    for await (const page of logPages(target, undefined)) {
      signal?.throwIfAborted();
      for (const held of page.events) {
        const next = await expected.next();
        if (next.done === true) throw new CopyRefused(`the target holds more than the source: ${eventName(held)}, behind the source's ${events} events`);
        if (eventText(held) !== eventText(next.value)) {
          throw new CopyRefused(`the target holds ${eventName(held)} as event ${events + 1}, where the source holds ${eventName(next.value)}`);
        }
        events += 1;
        after = next.value.position;
      }
      onCompared(page.events.length);
    }
  } finally {
    await expected.return();
  }
  return { events, after };
}

async function* eventsOf(log: ReadableLog): AsyncGenerator<RecordedEvent, void> {
  for await (const page of logPages(log, undefined)) yield* page.events;
}
