// Law: a page that several readers ask for one after the other is read once; what a page says stays true, so it may be given again.
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';

export interface SharedPages {
  read(after: Position | undefined, limit: number): Promise<LogPage>;
  /** Lets go of the pages kept. */
  clear(): void;
}

/** Reads pages of the log and keeps the newest few of them: read models that are built together read it together. */
export function sharePages(store: Pick<EventStore, 'readAll'>, keep: number): SharedPages {
  const pages = new Map<string, Promise<LogPage>>();
  return {
    async read(after, limit) {
      const key = `${after ?? ''} ${limit}`;
      const known = pages.get(key);
      if (known !== undefined) return known;
      const reading = store.readAll(after, limit);
      pages.set(key, reading);
      for (const oldest of pages.keys()) {
        if (pages.size <= keep) break;
        pages.delete(oldest);
      }
      const forget = (): void => {
        if (pages.get(key) === reading) pages.delete(key);
      };
      try {
        const page = await reading;
        // The log's end is not a page: more may stand behind it at the next look.
        if (page.events.length === 0) forget();
        return page;
      } catch (error) {
        forget();
        throw error;
      }
    },
    clear() {
      pages.clear();
    },
  };
}
