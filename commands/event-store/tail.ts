// Law: pages follow one another without gap or repeat until the signal; an outage only makes the next one late.
import { StoreUnavailable, type LogPage } from '../../domain/ledger/event-store.js';
import { ForeignPosition } from '../../domain/ledger/position.js';
import type { HeadWatch } from './head-watch.js';
import { doubled, pause } from './pause.js';

/** What a tail reads from: pages by number, the head, and the watch over it. */
export interface TailSource {
  page(after: bigint): Promise<{ page: LogPage; last: bigint }>;
  head(): Promise<bigint>;
  readonly watch: HeadWatch;
}

/** Follows the log from behind a number. Yields no empty page. Throws ForeignPosition when the log ends before that number. */
export async function* tail(source: TailSource, after: bigint, signal: AbortSignal): AsyncGenerator<LogPage, void> {
  let at = after;
  let outage = 10;
  // At the start and after an outage the log may be another copy, cut off before what this reader has seen.
  let checked = false;
  let emptyBefore = false;
  while (!signal.aborted) {
    try {
      if (!checked) await refuseBeyondHead(source, at);
      checked = true;
      const { page, last } = await source.page(at);
      outage = 10;
      if (signal.aborted) return;
      if (page.events.length > 0) {
        emptyBefore = false;
        at = last;
        yield page;
        continue;
      }
      if (emptyBefore) {
        // Woken for events that are not there: the log may have lost its end.
        checked = emptyBefore = false;
        await pause(100, signal);
        continue;
      }
      emptyBefore = true;
      await source.watch.past(at, signal);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      checked = false;
      outage = doubled(outage, 2_000);
      await pause(outage * (0.5 + Math.random() / 2), signal);
    }
  }
}

/** Throws ForeignPosition for a number the log has not reached: it was restored from an earlier copy, and would be read past. */
export async function refuseBeyondHead(source: Pick<TailSource, 'head'>, number: bigint): Promise<void> {
  if (number === 0n) return;
  const head = await source.head();
  if (number > head) throw new ForeignPosition(`event ${number} of a log that ends at ${head}: it was restored from an earlier copy`);
}
