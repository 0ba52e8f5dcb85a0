// Law: a read on record has its place before it is told that it stands; places are without a gap, and no entry is ever changed.
import type { Pool } from 'pg';
import type { RecordedRead, RegulatorRead } from '../../domain/access/read-on-record.js';
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { runStatement } from './transaction.js';

const MAX_ITEMS = 128;
const MAX_QUEUED = 2_000;
/** Longest wait for one’s turn, in milliseconds: who waits behind a register that does not answer is not to wait for ever. */
const MAX_WAIT_MS = 5_000;

type Value = string | null;

/** The columns of an entry, their types, and what stands in them. */
const COLUMNS: readonly (readonly [column: string, type: string, of: (read: RegulatorRead) => Value])[] = [
  ['id', 'uuid', ({ id }) => id],
  ['read_at', 'timestamptz', ({ readAt }) => readAt],
  ['actor_id', 'uuid', ({ actorId }) => actorId],
  ['department', 'text', ({ department }) => department],
  ['purpose', 'text', ({ purpose }) => purpose],
  ['case_id', 'text', ({ caseId }) => caseId],
  ['act', 'text', ({ act }) => act],
  ['method', 'text', ({ method }) => method],
  ['policy', 'text', ({ policy }) => policy],
  ['route', 'text', ({ route }) => route],
  ['category', 'text', ({ category }) => category],
  ['record_id', 'uuid', ({ recordId }) => recordId],
  ['asked', 'text', ({ asked }) => (asked === null ? null : canonicalText(asked))],
  ['request_id', 'uuid', ({ requestId }) => requestId],
];
const names = COLUMNS.map(([column]) => column).join(', ');

// The head is locked until the entries are there for all: who comes later gets later places, and a later time of the server.
const INSERT = `
with head as (update vault.read_on_record_head set last = last + cardinality($1::uuid[]) returning last - cardinality($1::uuid[]) as before)
insert into vault.read_on_record (ordinal, recorded_at, ${names})
select head.before + entry.n, date_trunc('milliseconds', clock_timestamp()), ${COLUMNS.map(([column]) => `entry.${column}`).join(', ')}
from head, unnest(${COLUMNS.map(([, type], n) => `$${n + 1}::${type}[]`).join(', ')}) with ordinality as entry(${names}, n)`;

interface Row {
  readonly ordinal: string;
  readonly entry: Omit<RecordedRead, 'ordinal' | 'asked' | 'readAt' | 'recordedAt'>;
  readonly asked: string | null;
  readonly read_at: Date;
  readonly recorded_at: Date;
}

/** The register of regulators’ reads. Entries that come together go in one insert. */
export class ReadsOnRecord {
  readonly #batch: MicroBatch<readonly Value[], undefined>;

  constructor(pool: Pool) {
    this.#batch = createMicroBatch<readonly Value[], undefined>({
      name: 'reads on record',
      async flush(entries) {
        await runStatement(pool, INSERT, COLUMNS.map((_, n) => entries.map((values) => values[n])), 'vault-note-reads');
        return entries.map(() => ({ ok: true, value: undefined }));
      },
      maxItems: MAX_ITEMS,
      maxBytes: MAX_ITEMS,
      sizeOf: () => 1,
      maxQueued: MAX_QUEUED,
      maxQueuedBytes: MAX_QUEUED,
      maxWaitMs: MAX_WAIT_MS,
    });
  }

  /** Resolves once the entry is committed. Rejects when it is not, or nobody can say. */
  async note(read: RegulatorRead): Promise<void> {
    // Put into words before it is queued: what cannot be fails alone.
    await this.#batch.submit(COLUMNS.map(([, , of]) => of(read)));
  }

  /** Takes no more entries, and waits for those under way. */
  close(): Promise<void> {
    return this.#batch.close();
  }
}

/** The entries behind a place, in their order: for who seals them, and for tests. */
export async function readsBehind(pool: Pool, ordinal: bigint, limit: number): Promise<readonly RecordedRead[]> {
  const { rows } = await runStatement<Row>(
    pool,
    `select ordinal, read_at, recorded_at, asked, jsonb_build_object(
       'id', id, 'actorId', actor_id, 'department', department, 'purpose', purpose, 'caseId', case_id, 'act', act, 'method', method,
       'policy', policy, 'route', route, 'category', category, 'recordId', record_id, 'requestId', request_id) as entry
     from vault.read_on_record where ordinal > $1 order by ordinal limit $2`,
    [ordinal, limit],
  );
  return rows.map(({ entry, ...row }) => ({
    ...entry,
    ordinal: BigInt(row.ordinal),
    readAt: row.read_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    // It was written as the canonical text of an object.
    asked: row.asked === null ? null : (JSON.parse(row.asked) as JsonObject),
  }));
}
