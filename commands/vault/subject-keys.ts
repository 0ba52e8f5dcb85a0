// Law: a person has a key from the first need of it until the tombstone, and never again; the vault is asked each time, so no kept key outlives it.
import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import type { ForeseenKey } from '../../domain/ledger/vault.js';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import type { EpochKeys } from './epoch-key.js';
import { KeyCache, type SubjectKey } from './key-cache.js';
import { lockAll } from './locks.js';
import { outdatedOf } from './standing-keys.js';
import { inTransaction, runStatement } from './transaction.js';

export type { SubjectKey } from './key-cache.js';

/** What the vault knows of some subjects: all versions of their keys, newest last, and who was erased. */
export interface KnownKeys {
  readonly keys: ReadonlyMap<string, readonly SubjectKey[]>;
  readonly erased: ReadonlySet<string>;
}

/** What a subject's key was foreseen to be: its newest one; undefined where it has none, or it has to be asked for again. */
type Foreseen = SubjectKey | 'erased' | undefined;

interface KeyRow {
  readonly subject: string;
  readonly key_version: number | null;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
}

const READ = `select subject, key_version, epoch, wrapped from vault.subject_key where subject = any($1::uuid[])
  union all
  select subject, null, null, null from vault.tombstone where subject = any($1::uuid[])
  order by 1, 2`;

const FIRST_VERSION = 1;
const KEY_BYTES = 32;
const MAX_SUBJECTS = 5_000;
/** Bounds of one statement, and of what waits for it. */
const GROUP = { maxItems: 200, maxBytes: MAX_SUBJECTS, maxQueued: 10_000, maxQueuedBytes: 16 * MAX_SUBJECTS };

/** People's keys, wrapped in the vault's table by the epoch key. Requests of concurrent callers share a query or a transaction. */
export class SubjectKeys {
  readonly #cache: KeyCache;
  readonly #reading: MicroBatch<readonly string[], KnownKeys>;
  /** Asks whether kept keys are still the newest. */
  readonly #looking: MicroBatch<{ readonly subject: string; readonly key: SubjectKey }, Foreseen>;
  readonly #creating: MicroBatch<readonly string[], KnownKeys>;

  constructor(
    private readonly pool: Pool,
    private readonly epochs: EpochKeys,
    private readonly now: () => Date,
    keptKeys?: number,
  ) {
    this.#cache = new KeyCache(now, keptKeys);
    this.#reading = grouped('vault keys', async (subjects) => {
      const { rows } = await runStatement<KeyRow>(this.pool, READ, [subjects], 'vault-read-keys');
      return this.#opened(rows);
    });
    this.#creating = grouped('new vault keys', (subjects) => this.#create(subjects));
    this.#looking = createMicroBatch({
      ...GROUP,
      name: 'a look at the vault keys',
      sizeOf: () => 1,
      flush: async (asked) => {
        const outdated = await outdatedOf(this.pool, asked.map(({ subject, key: { version } }) => ({ subject, version })));
        for (const subject of outdated) this.#cache.forget(subject);
        return asked.map(({ subject, key }) => {
          if (outdated.includes(subject)) return { ok: true, value: undefined };
          this.#cache.confirm(subject, key);
          return { ok: true, value: key };
        });
      },
    });
  }

  /** The keys of subjects as they stand after the call, in one query. It may tell of other callers' subjects too. */
  async read(subjects: readonly string[]): Promise<KnownKeys> {
    // Refused here, alone: in the shared query it would fail the others too.
    for (const subject of subjects) if (!isRecordId(subject)) throw new TypeError('a subject is named by a lower-case UUID');
    return subjects.length === 0 ? { keys: new Map(), erased: new Set() } : this.#reading.submit(subjects);
  }

  /** Begins to ask for a subject's newest key as it stands; of one that is kept, only whether it is that. Never rejects: who needs it asks again. */
  foresee(subject: string): ForeseenKey {
    const key = this.#cache.newest(subject);
    const answer = key === undefined ? this.read([subject]).then((known) => foreseenIn(known, subject)) : this.#looking.submit({ subject, key });
    return { subject, kept: key, answer: answer.catch(() => undefined) };
  }

  /** Whether the key that served is the one that the vault has. */
  async stands({ kept, answer }: ForeseenKey): Promise<boolean> {
    return kept === undefined || (await answer) === kept;
  }

  /** The newest key of a subject, made where there is none yet; undefined for an erased one. A foreseen one is not asked for again, or waited for. */
  async newest(subject: string, foreseen?: ForeseenKey): Promise<SubjectKey | undefined> {
    const early = foreseen?.subject === subject ? ((foreseen.kept ?? (await foreseen.answer)) as Foreseen) : undefined;
    if (early === undefined) return (await this.forSealing([subject])).get(subject);
    return early === 'erased' ? undefined : early;
  }

  /** The newest key of each subject, made where there is none yet; undefined for the erased. */
  async forSealing(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey | undefined>> {
    const distinct = [...new Set(subjects)];
    const known = await this.read(distinct);
    const missing = distinct.filter((subject) => !known.keys.has(subject) && !known.erased.has(subject));
    const made = missing.length === 0 ? known : await this.#creating.submit(missing);
    return new Map(distinct.map((subject) => [subject, newestOf(known, subject) ?? newestOf(made, subject)]));
  }

  /** Makes the keys of subjects whose ids are new in the caller's transaction: nobody else knows them, so none has a key or was erased. */
  async makeFirst(client: PoolClient, subjects: readonly string[]): Promise<void> {
    const chance = randomBytes(KEY_BYTES * subjects.length);
    const wrapped = subjects.map((subject, n) => {
      const key = Buffer.from(chance.subarray(n * KEY_BYTES, (n + 1) * KEY_BYTES));
      this.#cache.put(subject, { version: FIRST_VERSION, key });
      return this.epochs.wrap(key, purposeOf(subject, FIRST_VERSION));
    });
    await client.query({
      name: 'vault-first-keys',
      text: `insert into vault.subject_key (subject, key_version, epoch, wrapped, created_at)
             select n.subject, $3, $4, n.wrapped, $5 from unnest($1::uuid[], $2::bytea[]) as n(subject, wrapped)`,
      values: [subjects, wrapped, FIRST_VERSION, this.epochs.current, this.now()],
    });
  }

  /** The key that `makeFirst` made, as an answer of the vault that was asked for at its commit; the vault is asked when it is not at hand any more. */
  justMade(subject: string): ForeseenKey {
    const key = this.#cache.get(subject, FIRST_VERSION);
    if (key === undefined) return this.foresee(subject);
    return { subject, answer: Promise.resolve(key satisfies Foreseen) };
  }

  /** Drops a subject's key from memory. */
  forget(subject: string): void {
    this.#cache.forget(subject);
  }

  /** Takes no more requests, and waits for those under way. */
  async close(): Promise<void> {
    await Promise.all([this.#reading.close(), this.#creating.close(), this.#looking.close()]);
  }

  /** Makes the first keys of subjects that have none and were not erased; the erasure of one waits, or is seen. */
  async #create(subjects: readonly string[]): Promise<KnownKeys> {
    const rows = await inTransaction(this.pool, async (client) => {
      await lockAll(
        client,
        subjects.map((subject) => `record:${subject}` as const),
      );
      const wrapped = subjects.map((subject) => this.epochs.wrap(randomBytes(KEY_BYTES), purposeOf(subject, FIRST_VERSION)));
      await client.query({
        name: 'vault-create-keys',
        text: `insert into vault.subject_key (subject, key_version, epoch, wrapped, created_at)
               select n.subject, $3, $4, n.wrapped, $5 from unnest($1::uuid[], $2::bytea[]) as n(subject, wrapped)
               where not exists (select from vault.tombstone t where t.subject = n.subject)
                 and not exists (select from vault.subject_key k where k.subject = n.subject)`,
        values: [subjects, wrapped, FIRST_VERSION, this.epochs.current, this.now()],
      });
      return (await client.query<KeyRow>({ name: 'vault-read-keys', text: READ, values: [subjects] })).rows;
    });
    return this.#opened(rows);
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
      const key = kept ?? this.#cache.put(subject, { version, key: this.epochs.unwrap(epoch, wrapped, purposeOf(subject, version)) });
      keys.set(subject, [...(keys.get(subject) ?? []), key]);
    }
    return { keys, erased };
  }
}

function newestOf(known: KnownKeys, subject: string): SubjectKey | undefined {
  return known.erased.has(subject) ? undefined : known.keys.get(subject)?.at(-1);
}

function foreseenIn(known: KnownKeys, subject: string): Foreseen {
  return known.erased.has(subject) ? 'erased' : newestOf(known, subject);
}

function grouped(name: string, work: (subjects: readonly string[]) => Promise<KnownKeys>): MicroBatch<readonly string[], KnownKeys> {
  return createMicroBatch<readonly string[], KnownKeys>({
    ...GROUP,
    name,
    flush: async (requests) => {
      const known = await work([...new Set(requests.flat())]);
      return requests.map(() => ({ ok: true, value: known }));
    },
    sizeOf: (subjects) => subjects.length,
  });
}

function purposeOf(subject: string, version: number): string {
  return `subject ${subject} ${version}`;
}
