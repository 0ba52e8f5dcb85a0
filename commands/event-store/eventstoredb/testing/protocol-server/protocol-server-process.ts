// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a process killed by its pid and started again on its folder and port is the same node.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTypescript, type TypescriptProcess } from '../../../../../bootstrap/testing/run-typescript.js';
import type { FaultSettings } from './faults.js';
import type { ProtocolServerOptions } from './protocol-server.js';

const MAIN = fileURLToPath(new URL('./protocol-server-main.ts', import.meta.url));

/** A node in a process of its own. */
export interface ProtocolServerProcess {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Undefined while it is killed. */
  readonly pid: number | undefined;
  readonly faults: {
    set(settings: Partial<FaultSettings>): Promise<void>;
    clear(): Promise<void>;
    /** Ends every open batch append stream; gives how many. */
    breakBatchStreams(): Promise<number>;
  };
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits until it is gone: a clean stop. */
  terminate(): Promise<void>;
  /** Starts it again on its folder and port, with no faults. */
  start(): Promise<void>;
  /** SIGSTOP: it accepts connections and says nothing. */
  freeze(): void;
  thaw(): void;
  /** Ends it for good and removes its folder if that was a temporary one. */
  stop(): Promise<void>;
}

/** Starts a node in a process of its own. */
export async function spawnProtocolServer({ folder, port = 0 }: ProtocolServerOptions = {}): Promise<ProtocolServerProcess> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'protocol-server-')));
  let running: { process: TypescriptProcess; control: number } | undefined;
  let known = port;

  const start = async (): Promise<void> => {
    const process = runTypescript(MAIN, [home, String(known)]);
    const ports = JSON.parse(await process.nextLine()) as { port: number; control: number };
    known = ports.port;
    running = { process, control: ports.control };
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const process = running?.process;
    running = undefined;
    process?.child.kill('SIGCONT');
    process?.child.kill(signal);
    await process?.ended;
  };
  const tell = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    if (running === undefined) throw new Error('the server is not running');
    const response = await fetch(`http://127.0.0.1:${running.control}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body, (_, value: unknown) => value ?? null) }),
    });
    if (!response.ok) throw new Error(`the server did not understand ${method} ${path}`);
    return response.json();
  };
  await start();
  return {
    url: `esdb://127.0.0.1:${known}?tls=false`,
    port: known,
    folder: home,
    get pid() {
      return running?.process.child.pid;
    },
    faults: {
      set: async (settings) => void (await tell('PATCH', '/faults', settings)),
      clear: async () => void (await tell('DELETE', '/faults')),
      breakBatchStreams: async () => ((await tell('POST', '/break-batch-streams')) as { broken: number }).broken,
    },
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    start,
    freeze: () => void running?.process.child.kill('SIGSTOP'),
    thaw: () => void running?.process.child.kill('SIGCONT'),
    async stop() {
      await end('SIGKILL');
      if (folder === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}
