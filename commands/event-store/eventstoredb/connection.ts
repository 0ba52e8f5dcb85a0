// Law: a connection that falls silent is given up, and the next call has a new one; no call waits on what the client waits for.
import type { Readable } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { CallFailed, callFailure } from './call-failure.js';
import type { Deadlines } from './deadlines.js';
import { StoreAddressRefused } from './store-address-refused.js';

/** Metadata and options of a call, as the client makes them. */
export type CallArguments = Parameters<StreamsClient['batchAppend']>;

/** A call's stream: what the generated stubs give. */
export type CallStream = Readable & { cancel(): void };

/**
 * The client's own way to its channel, leader and credentials, from which its public calls are made. Those are not used:
 * they ask for the server's features first, without a deadline; keep all pending appends of the process in one map; and
 * write each event out three times.
 */
interface ClientCore {
  GRPCStreamCreator<T extends Readable>(stub: typeof StreamsClient, name: string, open: (client: StreamsClient) => T): () => Promise<T>;
  callArguments(base: { readonly requiresLeader: boolean }, options: { readonly deadline: number }): CallArguments;
  /** Leaves the channel that a call failed on. Rejects when the next one, which others look for already, is not found. */
  handleError(client: unknown, error: unknown): Promise<void>;
  dispose(): Promise<void>;
}

/** A silent connection is replaced at most this often. */
const RENEW_MS = 1_000;
/** Failures after which another node may answer, or the same one after a restart: not found (no leader any more), internal, unavailable. */
const ANOTHER_MAY_ANSWER: ReadonlySet<unknown> = new Set([5, 13, 14]);
/** The client warns of anything less. */
const KEEPALIVE_MS = 10_000;

let generations = 0;

/** One HTTP/2 connection of its own to the log's leader. */
export class Connection {
  readonly #url: string;
  readonly #deadlines: Deadlines;
  #core: ClientCore;
  #channel: { close(): void } | undefined;
  #renewed = -Infinity;
  #since = performance.now();
  #closed = false;

  constructor(url: string, deadlines: Deadlines) {
    this.#url = url;
    this.#deadlines = deadlines;
    this.#core = newCore(url);
  }

  /** For how long, in milliseconds, one and the same leader has answered without trouble. */
  get steadyMs(): number {
    return performance.now() - this.#since;
  }

  /** Opens a call to the leader. Rejects with CallFailed: nothing was sent. Whoever takes the stream hears its `error`. */
  async open<T extends CallStream>(ms: number, call: (stub: StreamsClient, args: CallArguments) => T): Promise<T> {
    if (this.#closed) throw new CallFailed('it is closed', false);
    const core = this.#core;
    const opening = core.GRPCStreamCreator(StreamsClient, 'sijil', (stub) => {
      const channel = stub.getChannel();
      if (core === this.#core && channel !== this.#channel) {
        this.#channel = channel;
        this.#since = performance.now();
      }
      const stream = call(stub, core.callArguments({ requiresLeader: true }, { deadline: Infinity }));
      // A call that is cancelled or abandoned still reports it, perhaps to nobody.
      stream.on('error', (error: { code?: unknown }) => {
        if (ANOTHER_MAY_ANSWER.has(error.code)) this.#since = performance.now();
      });
      return stream;
    })();
    return new Promise((resolve, reject) => {
      let late = false;
      const deadline = this.#deadlines.arm(ms, () => {
        late = true;
        reject(new CallFailed('no connection in time', true));
      });
      opening.then(
        (stream) => {
          deadline.disarm();
          if (late || this.#closed) stream.cancel();
          resolve(stream);
        },
        (error: unknown) => {
          deadline.disarm();
          reject(callFailure(error));
        },
      );
    });
  }

  /** Gives up the connection that was silent. Calls under way on it fail. */
  renew(): void {
    const now = performance.now();
    if (now - this.#renewed < RENEW_MS) return;
    this.#renewed = now;
    let core: ClientCore;
    try {
      core = newCore(this.#url);
    } catch {
      // A certificate that is just being replaced: the connection there is may come to life again, and is given up later else.
      return;
    }
    this.#discard();
    this.#core = core;
  }

  close(): void {
    this.#closed = true;
    this.#discard();
  }

  #discard(): void {
    this.#core.dispose().catch(() => undefined);
    this.#channel?.close();
    this.#channel = undefined;
  }
}

/** Channels of equal options share one connection: an unequal keepalive makes a new one. */
function newCore(url: string): ClientCore {
  generations += 1;
  const keepalive = `keepAliveInterval=${KEEPALIVE_MS + (generations % 5_000)}`;
  try {
    // The client takes a slash behind the last host for a part of its name.
    const address = url.replace(/^([^?]*[^/?])\/+(?=\?|$)/, '$1');
    const core = EventStoreDBClient.connectionString(`${address}${url.includes('?') ? '&' : '?'}${keepalive}`) as unknown as ClientCore;
    const handle = core.handleError;
    // The client waits for nobody here: unheard, that no leader was found would end the process. Who opens a call hears it too.
    core.handleError = (client, error) => handle(client, error).catch(() => undefined);
    return core;
  } catch (error) {
    const { message } = error as Error;
    // These name a file or an option. The client's other messages quote the address, which may hold a password.
    if (/^(Failed to load certificate|userCertFile must|Invalid \w+)/.test(message)) throw new StoreAddressRefused(message);
    throw new StoreAddressRefused('not an address of EventStoreDB: esdb://[user:password@]host:port[,host:port][?tls=false]');
  }
}
