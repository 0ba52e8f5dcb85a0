// Law: each answer comes from one statement's snapshot, which holds every position up to the last one in it.
import pg from 'pg';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { EventMetadata, RecordedEvent } from '../../domain/ledger/event.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import type { MicroBatch } from '../micro-batch/micro-batch.js';
import { toPosition } from './log-position.js';
import { asText } from './log-writer.js';
import type { LogSettings } from './log-settings.js';
import { pgFailure } from './pg-failure.js';
import { groupStreamReads, type Row, type StreamRead } from './stream-reads.js';

const COLUMNS = 'position, stream, revision, id, type, data, metadata';

export class LogReader {
  readonly #pool: pg.Pool;
  readonly #timeoutMs: number;
  readonly #streams: MicroBatch<StreamRead, readonly Row[]>;
  /** How many reads are under way, and who waits for the last. A pool that ends forgets those that still wait for a connection. */
  #reading = 0;
  #lastRead = (): void => undefined;
  #closed = false;

  constructor(settings: LogSettings) {
    this.#timeoutMs = settings.statementTimeoutMs + settings.connectTimeoutMs;
    this.#pool = new pg.Pool({
      connectionString: settings.url,
      application_name: `${settings.applicationName} log reader`,
      max: settings.readConnections,
      connectionTimeoutMillis: settings.connectTimeoutMs,
      statement_timeout: settings.statementTimeoutMs,
      // Plans are kept from when the log was small: they must follow its indexes, and never be compiled for.
      options: '-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off',
      keepAlive: true,
    });
    // A connection that dies while idle is replaced by the next read; unheard, it would end the process.
    this.#pool.on('error', () => undefined);
    this.#streams = groupStreamReads(COLUMNS, (name, text, values) => this.#rows(name, text, values));
  }

  /** The log's own random id. */
  async identity(): Promise<string> {
    const [row] = await this.#rows('log.identity', 'select log_id from log.identity', []);
    if (row?.[0] === undefined) throw new Error('the log has no identity');
    return row[0];
  }

  /** The number of the log's last event, 0 when it is empty. */
  async head(): Promise<bigint> {
    const [row] = await this.#rows('log.head', 'select position from log.head where sole', []);
    if (row?.[0] === undefined) throw new Error('the log has no head');
    return BigInt(row[0]);
  }

  /** Up to `limit` events of a stream from a revision on. */
  async stream(logId: string, stream: string, from: number, limit: number): Promise<RecordedEvent[]> {
    return (await this.#streams.submit({ stream, from, limit })).map((row) => recorded(logId, row));
  }

  /** Up to `limit` events after a number, and whether they reached the log's end. */
  async after(logId: string, number: bigint, limit: number): Promise<{ events: RecordedEvent[]; last: bigint; end: boolean }> {
    const text = `select ${COLUMNS} from log.event where position > $1 order by position limit $2`;
    // One more than asked tells whether the log goes on.
    const rows = await this.#rows('log.after', text, [String(number), limit + 1]);
    const page = rows.slice(0, limit);
    return {
      events: page.map((row) => recorded(logId, row)),
      last: BigInt(page.at(-1)?.[0] ?? number),
      end: rows.length <= limit,
    };
  }

  /** Ends the connections once their reads are done. */
  async close(): Promise<void> {
    await this.#streams.close();
    this.#closed = true;
    if (this.#reading > 0) await new Promise<void>((resolve) => (this.#lastRead = resolve));
    await this.#pool.end();
  }

  async #rows(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const query = { name, text, values: [...values], rowMode: 'array' as const, types: asText, query_timeout: this.#timeoutMs };
    try {
      return await this.#query(query);
    } catch (error) {
      if (pgFailure(error) !== 'lost') throw unreadable(error);
    }
    // A connection left over from before a restart is only found dead by using it: one more try, on another.
    try {
      return await this.#query(query);
    } catch (error) {
      throw unreadable(error);
    }
  }

  async #query(query: pg.QueryArrayConfig): Promise<Row[]> {
    if (this.#closed) throw new Error('it is closed');
    this.#reading += 1;
    try {
      return (await this.#pool.query<string[]>(query)).rows;
    } finally {
      this.#reading -= 1;
      if (this.#reading === 0) this.#lastRead();
    }
  }
}

function unreadable(error: unknown): StoreUnavailable {
  return new StoreUnavailable(`the log cannot be read now: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

function recorded(logId: string, row: Row): RecordedEvent {
  const [position, stream, revision, id, type, data, metadata] = row as [string, string, string, string, string, string, string];
  return {
    position: toPosition(logId, BigInt(position)),
    stream,
    revision: Number(revision),
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as EventMetadata,
  };
}
