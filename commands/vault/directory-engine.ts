// Law: the work of many callers shares one transaction: lock all it needs, read, decide in turn, write; what it turns out to lack it asks for, and begins again.
import type { Pool, PoolClient } from 'pg';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { HasEvents } from '../../domain/ledger/vault.js';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { DirectoryPage, type Needs } from './directory-page.js';
import { loadPage, savePage } from './directory-sql.js';
import { lockAll, type LockName } from './locks.js';
import { NeedSet } from './need-set.js';
import { inTransaction, RolledBack } from './transaction.js';

/** Rounds of finding out what a flush needs; each one knows more, so only writers who keep moving rows use them up. */
const MAX_ROUNDS = 16;
const MAX_ITEMS = 256;
const MAX_QUEUED = 10_000;

/** A piece of work on the directory: what it must hold, and what it does then. Pure but for the page. */
export interface DirectoryWork<R> {
  /** Grows as the page shows more; asked again until all of it is held. */
  needs(page: DirectoryPage): Needs;
  run(page: DirectoryPage): R;
  /** Answers for the records whose events `needs` names. */
  readonly hasEvents?: HasEvents;
}

/** Makes the first keys of humans whose records this transaction makes. */
export type MakeKeys = (client: PoolClient, subjects: readonly string[]) => Promise<void>;

/** Runs directory work, grouped. */
export class DirectoryEngine {
  readonly #batch: MicroBatch<DirectoryWork<unknown>, unknown>;

  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
    private readonly makeKeys: MakeKeys,
  ) {
    this.#batch = createMicroBatch<DirectoryWork<unknown>, unknown>({
      name: 'vault directory',
      flush: async (works) => (await this.#flush(works)).map((value) => ({ ok: true, value })),
      maxItems: MAX_ITEMS,
      maxBytes: MAX_ITEMS,
      sizeOf: () => 1,
      maxQueued: MAX_QUEUED,
      maxQueuedBytes: MAX_QUEUED,
    });
  }

  /** Does the work in a transaction that others may share; it is committed when the promise resolves. */
  async submit<R>(work: DirectoryWork<R>): Promise<R> {
    // The batch gives each caller the result of its own work.
    return (await this.#batch.submit(work)) as R;
  }

  /** Takes no more work, and waits for what is under way. */
  close(): Promise<void> {
    return this.#batch.close();
  }

  async #flush(works: readonly DirectoryWork<unknown>[]): Promise<readonly unknown[]> {
    const held = new NeedSet();
    const empty = new DirectoryPage({ rows: [], commands: [], erased: [] }, new Map());
    for (const work of works) held.add(work.needs(empty), work.hasEvents);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // Outside the transaction: no lock waits for the log.
      await held.askEvents();
      const results = await this.#attempt(works, held);
      if (results !== undefined) return results;
    }
    throw new StoreUnavailable('the directory is too busy: rows moved again and again');
  }

  /** The results, or undefined when the page showed that more must be held; `held` has grown then. */
  async #attempt(works: readonly DirectoryWork<unknown>[], held: NeedSet): Promise<readonly unknown[] | undefined> {
    return inTransaction<readonly unknown[] | undefined>(this.pool, async (client) => {
      await lockAll(client, lockNames(held));
      const page = new DirectoryPage(await loadPage(client, held), held.events);
      let lacking = false;
      for (const work of works) lacking = held.add(work.needs(page), work.hasEvents, page) || lacking;
      if (lacking) return new RolledBack(undefined);
      const results: unknown[] = [];
      for (const work of works) {
        // Work done before it in this very transaction may have shown it more.
        if (held.add(work.needs(page), work.hasEvents, page)) return new RolledBack(undefined);
        results.push(work.run(page));
      }
      await savePage(client, page, this.now());
      if (page.newHumans.size > 0) await this.makeKeys(client, [...page.newHumans]);
      return results;
    });
  }
}

function* lockNames(held: NeedSet): Iterable<LockName> {
  for (const id of held.commands) yield `command:${id}`;
  for (const id of held.records) yield `record:${id}`;
  for (const index of held.indexes) yield `identifier:${index}`;
}
