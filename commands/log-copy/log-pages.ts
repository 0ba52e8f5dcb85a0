// Law: the pages of a log up to its end, in order; while one is worked on the next is on its way.
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { runPatiently } from '../bulk/patience.js';

/** Events of one page. */
const PAGE = 1_000;

/** A log to read from. */
export type ReadableLog = Pick<EventStore, 'readAll'>;

/** Reads from behind a position to the end as it is when it is reached. A store that is away is waited for. */
export async function* logPages(log: ReadableLog, after: Position | undefined): AsyncGenerator<LogPage, void> {
  const read = (from: Position | undefined): Promise<LogPage> => {
    const page = runPatiently(() => log.readAll(from, PAGE));
    // Whoever stops in between does not hear of it.
    page.catch(() => undefined);
    return page;
  };
  let coming = read(after);
  for (;;) {
    const page = await coming;
    if (page.end) {
      yield page;
      return;
    }
    coming = read(page.next);
    yield page;
  }
}
