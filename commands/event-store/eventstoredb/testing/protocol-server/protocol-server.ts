// For tests only, never offered as a store: an EventStoreDB 24.6.0 at the level of its protocol. It speaks through the client
// package's own generated definitions, keeps its events in a file, and answers as a real node was seen to answer
// (protocol-server.int.spec.ts replays what was seen). The build leaves it out with every `testing/` folder.
//
//   const server = await startProtocolServer();            // in this process, on a free port, in a temporary folder
//   const client = EventStoreDBClient.connectionString(server.url);
//   server.faults.set({ commitDelayMs: 2_500 });           // faults.ts lists what it can be told
//   await server.kill(); await server.start();             // as kill -9 and a start: same port, same events
//   await server.restart();                                // a clean stop and a start
//   await server.stop();
//
// Three nodes in this process that share their events: `startProtocolCluster` (protocol-cluster.ts). A node in a process of
// its own that can be killed or frozen by its pid: `spawnProtocolServer` (protocol-server-process.ts).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Users } from './access.js';
import { Cluster } from './cluster.js';
import { Faults } from './faults.js';
import { CA_FILE, Listener } from './listener.js';
import { NodeLog } from './node-log.js';
import { Node } from './node.js';

export interface ProtocolServerOptions {
  /** Folder of the events, made when missing; without it, a temporary one that `stop` removes. */
  readonly folder?: string;
  /** Without it, a free one. */
  readonly port?: number;
  /** Passwords by user; `admin` is the administrator. With them the node speaks TLS and heeds access rules. */
  readonly users?: Users;
}

/** One node. */
export interface ProtocolServer {
  /** Connection string of the client. */
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly faults: Faults;
  /** Open connections. */
  connections(): number;
  /** Appends that are not committed yet. */
  pendingAppends(): number;
  /** As kill -9: connections are reset, what is not durable is lost, the port is closed. */
  kill(): Promise<void>;
  /** Starts again after `kill`, on the same port with the same events; faults stay as they are. */
  start(): Promise<void>;
  /** A clean stop and a start. */
  restart(): Promise<void>;
  /** Ends for good. */
  stop(): Promise<void>;
}

/** Starts a single node in this process. */
export async function startProtocolServer({ folder, port = 0, users }: ProtocolServerOptions = {}): Promise<ProtocolServer> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'protocol-server-')));
  const openLog = (): Promise<NodeLog> =>
    NodeLog.open(
      home,
      () => node.faults.settings.commitDelayMs,
      () => void kill(),
    );
  const cluster = new Cluster<Node>();
  const node = new Node(cluster, new Faults(), users);
  node.port = port;
  let listener: Listener | undefined;

  const start = async (): Promise<void> => {
    cluster.log = await openLog();
    await cluster.lead(node);
    listener = await Listener.open(node);
  };
  const stop = async (): Promise<void> => {
    const stopped = listener;
    listener = undefined;
    if (stopped === undefined) return;
    await stopped.stop();
    await cluster.log.close();
  };
  const kill = async (): Promise<void> => {
    const killed = listener;
    listener = undefined;
    if (killed === undefined) return;
    node.forgetWrites();
    await Promise.all([killed.kill(), cluster.log.abandon()]);
  };
  await start();
  return {
    url: `esdb://127.0.0.1:${node.port}?${node.tls ? `tls=true&tlsCAFile=${CA_FILE}` : 'tls=false'}`,
    port: node.port,
    folder: home,
    faults: node.faults,
    connections: () => listener?.connections ?? 0,
    pendingAppends: () => node.pendingAppends,
    kill,
    start,
    async restart() {
      await stop();
      await start();
    },
    async stop() {
      await stop();
      if (folder === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}
