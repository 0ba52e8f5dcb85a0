// Law: one connection writes the log, one statement after another; after any trouble a new one takes its place.
import pg from 'pg';
import { integerArray, textArray } from './binary-array.js';
import type { LogSettings } from './log-settings.js';
import type { StorableAppend } from './storable.js';

/** What `log.append_batch` says of one append. `revision` is the stream's actual one for a conflict. */
export interface AppendAnswer {
  readonly outcome: 'stored' | 'repeated' | 'conflict';
  readonly revision: number;
  readonly number: bigint;
}

/** What stands for an append's place in the one row that says of all of them, of one event each, that they are stored. */
const ALL_STORED = '-1';

/** Rows as the server's texts, whatever parsers were set for the whole process. */
export const asText: pg.CustomTypesConfig = { getTypeParser: () => (text: string | Buffer) => text };

/** Guards against settings of the server or role under which an acknowledged append could be lost, or the lock not refresh the snapshot. */
const SESSION = `
select set_config('statement_timeout', $1, false),
       set_config('default_transaction_isolation', 'read committed', false),
       case when current_setting('synchronous_commit') = 'off' then set_config('synchronous_commit', 'on', false) end`;

export class LogWriter {
  readonly #settings: LogSettings;
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;

  constructor(settings: LogSettings) {
    this.#settings = settings;
  }

  /** Makes sure of a connection. Rejects when none can be had: nothing was sent. */
  async connect(): Promise<void> {
    if (this.#client !== undefined) return;
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
    await this.#connecting;
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#settings.url,
      application_name: `${this.#settings.applicationName} log writer`,
      connectionTimeoutMillis: this.#settings.connectTimeoutMs,
      keepAlive: true,
      // The next statement is at the server when it ends one: it need not wait for its answer to be read.
      pipeline: true,
    });
    // Between two statements a dead connection has nobody else to tell; in a statement that one rejects too.
    client.on('error', () => this.#drop(client));
    client.on('end', () => this.#drop(client));
    try {
      await client.connect();
      const session = {
        text: SESSION,
        values: [String(this.#settings.statementTimeoutMs)],
        query_timeout: this.#settings.connectTimeoutMs,
      };
      await client.query(session);
    } catch (error) {
      discard(client);
      throw error;
    }
    this.#client = client;
  }

  /**
   * Sends appends of which several may be to one stream, in one round trip. Gives the number of their last event when all of them
   * are stored now, undefined when none is because one does not stand where it should. Rejects as `append` does.
   */
  async appendRun(appends: readonly StorableAppend[]): Promise<bigint | undefined> {
    const [row] = await this.#send('log.append_run', 'select log.append_run($1, $2, $3, $4, $5, $6, $7)', appends);
    const number = row?.[0] as string | null | undefined;
    return number == null ? undefined : BigInt(number);
  }

  /** Sends appends in one round trip. Rejects with the driver's error; the connection is then dropped unless the server only refused a value. */
  async append(appends: readonly StorableAppend[]): Promise<readonly AppendAnswer[]> {
    const rows = await this.#send('log.append_batch', 'select n, outcome, revision, position from log.append_batch($1, $2, $3, $4, $5, $6, $7)', appends);
    const [first] = rows;
    if (first?.[0] === ALL_STORED) {
      const before = BigInt(first[3] ?? 0);
      return appends.map(({ expected }, n) => ({ outcome: 'stored', revision: expected + 1, number: before + BigInt(n + 1) }));
    }
    const answers = new Array<AppendAnswer>(appends.length);
    for (const [n, outcome, revision, position] of rows) {
      answers[Number(n)] = { outcome: outcome as AppendAnswer['outcome'], revision: Number(revision), number: BigInt(position ?? 0) };
    }
    return answers;
  }

  async #send(name: string, text: string, appends: readonly StorableAppend[]): Promise<readonly string[][]> {
    const client = this.#client;
    if (client === undefined) throw new Error('the log writer has no connection');
    // The server gives up first; the timeout is for one that has fallen silent.
    const query_timeout = this.#settings.statementTimeoutMs + this.#settings.connectTimeoutMs;
    const query = { name, text, values: valuesOf(appends), rowMode: 'array' as const, types: asText, query_timeout };
    return (await client.query<string[]>(query)).rows;
  }

  /** Gives the connection up, without waiting for what may be under way on it. */
  drop(): void {
    if (this.#client !== undefined) this.#drop(this.#client);
  }

  #drop(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined;
    discard(client);
  }
}

/** Appends as `log.append_batch` takes them: their values are the texts that were checked, nothing is written out twice. */
function valuesOf(appends: readonly StorableAppend[]): (string | Buffer)[] {
  const events = appends.flatMap((append) => append.events);
  return [
    textArray(appends.map(({ stream }) => stream)),
    integerArray(appends.map(({ expected }) => expected)),
    integerArray(appends.map((append) => append.events.length)),
    // Only digits and hyphens: they need no escapes.
    `{${events.map(({ id }) => id).join(',')}}`,
    textArray(events.map(({ type }) => type)),
    textArray(events.map(({ data }) => data)),
    textArray(events.map(({ metadata }) => metadata)),
  ];
}

/** Ends a connection that may be broken: a goodbye that cannot be sent is no error. */
function discard(client: pg.Client): void {
  client.removeAllListeners('end');
  client.removeAllListeners('error');
  client.on('error', () => undefined);
  client.end().catch(() => undefined);
}
