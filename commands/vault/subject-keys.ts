// Law: a person has a key from the first need of it until the tombstone, and never again; the vault is asked each time, so no kept key outlives it.
import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import type { EpochKeys } from './epoch-key.js';
import { KeyCache, type SubjectKey } from './key-cache.js';
import { lockAll } from './locks.js';
import { inTransaction, runStatement } from './transaction.js';

export type { SubjectKey } from './key-cache.js';

/** What the vault knows of some subjects: all versions of their keys, newest last, and who was erased. */
export interface KnownKeys {
  readonly keys: ReadonlyMap<string, readonly SubjectKey[]>;
  readonly erased: ReadonlySet<string>;
}

interface KeyRow {
  readonly subject: string;
  readonly key_version: number | null;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
}

const READ = {
  name: 'vault-read-keys',
  text: `select subject, key_version, epoch, wrapped from vault.subject_key where subject = any($1::uuid[])
         union all
         select subject, null, null, null from vault.tombstone where subject = any($1::uuid[])
         order by 1, 2`,
};

const FIRST_VERSION = 1;

/** People's keys, wrapped in the vault's table by the epoch key. */
export class SubjectKeys {
  readonly #cache: KeyCache;
  readonly #creating: MicroBatch<string, null>;

  constructor(
    private readonly pool: Pool,
    private readonly epochs: EpochKeys,
    private readonly now: () => Date,
  ) {
    this.#cache = new KeyCache(now);
    this.#creating = createMicroBatch<string, null>({
      name: 'vault keys',
      flush: async (subjects) => {
        await this.#create([...new Set(subjects)]);
        return subjects.map(() => ({ ok: true, value: null }));
      },
      maxItems: 200,
      maxBytes: 200,
      sizeOf: () => 1,
      maxQueued: 10_000,
      maxQueuedBytes: 10_000,
    });
  }

  /** The keys of subjects as they stand, in one query. */
  async read(subjects: readonly string[]): Promise<KnownKeys> {
    if (subjects.length === 0) return { keys: new Map(), erased: new Set() };
    const { rows } = await runStatement<KeyRow>(this.pool, READ.text, [subjects], READ.name);
    return this.#opened(rows);
  }

  /** The newest key of each subject, made where there is none yet; undefined for the erased. */
  async forSealing(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey | undefined>> {
    const distinct = [...new Set(subjects)];
    let known = await this.read(distinct);
    const missing = distinct.filter((subject) => !known.keys.has(subject) && !known.erased.has(subject));
    if (missing.length > 0) {
      await Promise.all(missing.map((subject) => this.#creating.submit(subject)));
      known = await this.read(distinct);
    }
    return new Map(distinct.map((subject) => [subject, known.erased.has(subject) ? undefined : newestOf(known, subject)]));
  }

  /** Drops a subject's key from memory. */
  forget(subject: string): void {
    this.#cache.forget(subject);
  }

  /** Takes no more requests for new keys, and waits for those under way. */
  close(): Promise<void> {
    return this.#creating.close();
  }

  /** Makes the first keys of subjects that have none and were not erased; the erasure of one waits, or is seen. */
  async #create(subjects: readonly string[]): Promise<void> {
    await inTransaction(this.pool, async (client: PoolClient) => {
      await lockAll(client, subjects.map((subject) => `record:${subject}` as const));
      const wrapped = subjects.map((subject) => this.epochs.wrap(randomBytes(32), purposeOf(subject, FIRST_VERSION)));
      await client.query({
        name: 'vault-create-keys',
        text: `insert into vault.subject_key (subject, key_version, epoch, wrapped, created_at)
               select n.subject, $3, $4, n.wrapped, $5 from unnest($1::uuid[], $2::bytea[]) as n(subject, wrapped)
               where not exists (select from vault.tombstone t where t.subject = n.subject)
               on conflict do nothing`,
        values: [subjects, wrapped, FIRST_VERSION, this.epochs.current, this.now()],
      });
    });
  }

  #opened(rows: readonly KeyRow[]): KnownKeys {
    const keys = new Map<string, SubjectKey[]>();
    const erased = new Set<string>();
    for (const { subject, key_version: version, epoch, wrapped } of rows) {
      if (version === null || epoch === null || wrapped === null) {
        erased.add(subject);
        continue;
      }
      const kept = this.#cache.get(subject, version);
      const key = { version, key: kept ?? this.epochs.unwrap(epoch, wrapped, purposeOf(subject, version)) };
      if (kept === undefined) this.#cache.put(subject, key);
      keys.set(subject, [...(keys.get(subject) ?? []), key]);
    }
    return { keys, erased };
  }
}

function newestOf(known: KnownKeys, subject: string): SubjectKey {
  const key = known.keys.get(subject)?.at(-1);
  if (key === undefined) throw new Error(`the key of subject ${subject} was made and is not there`);
  return key;
}

function purposeOf(subject: string, version: number): string {
  return `subject ${subject} ${version}`;
}
