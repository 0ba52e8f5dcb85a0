// Law: what a reader of the log has seen stays there, byte for byte in its canonical form, whatever becomes of the store.
import { expect } from 'vitest';
import { canonicalText } from '../../../domain/ledger/canonical.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { Json } from '../../../domain/ledger/json.js';
import { openLog } from '../../container/open-log.js';
import type { Ledger } from './ledger.js';

/** A reader that follows the log from its beginning, over outages. */
export interface WatchedLog {
  /** Ends the reading, and checks that the log holds what was seen, in its order, and says how many events that were. */
  expectUnchanged(stored: readonly RecordedEvent[]): Promise<number>;
}

/** Follows a ledger's log. */
export async function watchLog(ledger: Ledger): Promise<WatchedLog> {
  const log = await openLog(await ledger.log());
  const stopping = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const page of log.store.subscribe(undefined, stopping.signal)) seen.push(...page.events.map(bytesOf));
  })();
  return {
    async expectUnchanged(stored) {
      stopping.abort();
      await following;
      await log.close();
      expect(seen).toEqual(stored.slice(0, seen.length).map(bytesOf));
      return seen.length;
    },
  };
}

function bytesOf(event: RecordedEvent): string {
  return canonicalText(event as unknown as Json);
}
