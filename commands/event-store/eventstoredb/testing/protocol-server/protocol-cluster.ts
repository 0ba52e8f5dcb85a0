// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: any node takes writes and passes them to the leader, unless the caller asked for the leader itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Users } from './access.js';
import { Cluster } from './cluster.js';
import { Faults } from './faults.js';
import { CA_FILE, Listener } from './listener.js';
import { NodeLog } from './node-log.js';
import { Node } from './node.js';

/** A node of a cluster in this process. */
export interface ClusterNode {
  readonly port: number;
  readonly faults: Faults;
  readonly leads: boolean;
  /** As kill -9. When it led, nobody leads until `lead` is called. */
  kill(): Promise<void>;
  /** Starts again on its port, as a follower. */
  start(): Promise<void>;
}

export interface ProtocolCluster {
  /** Connection string that discovers the leader by gossip. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  /** A node is elected and not yet the leader, and does not yet show the last `behind` events, until `lead`. */
  inaugurate(node: number, behind: number): void;
  /** Makes a node the leader; for `takesMs` before, nobody leads. */
  lead(node: number, takesMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts nodes in this process that share one state; the first of them leads. */
export async function startProtocolCluster({ size = 3, users }: { size?: number; users?: Users } = {}): Promise<ProtocolCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'protocol-cluster-'));
  const cluster = new Cluster<Node>();
  const nodes = Array.from({ length: size }, () => new Node(cluster, new Faults(), users));
  const listeners = new Map<Node, Listener>();
  const commitDelayMs = () => Math.max(0, ...nodes.map(({ faults }) => faults.settings.commitDelayMs));
  cluster.log = await NodeLog.open(
    folder,
    commitDelayMs,
    () => void Promise.all([...listeners.values()].map((listener) => listener.kill())),
  );
  for (const node of nodes) listeners.set(node, await Listener.open(node));
  await cluster.lead(nodes[0]);
  return {
    url: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?${users === undefined ? 'tls=false' : `tls=true&tlsCAFile=${CA_FILE}`}&nodePreference=leader`,
    nodes: nodes.map((node) => ({
      port: node.port,
      faults: node.faults,
      get leads() {
        return cluster.leader === node;
      },
      async kill() {
        if (cluster.leader === node) await cluster.lead(undefined);
        await listeners.get(node)?.kill();
        listeners.delete(node);
      },
      async start() {
        listeners.set(node, await Listener.open(node));
      },
    })),
    inaugurate(number, behind) {
      cluster.inaugurate(nodes[number] as Node, behind);
    },
    async lead(number, takesMs = 0) {
      await cluster.lead(nodes[number], takesMs);
    },
    async stop() {
      await Promise.all([...listeners.values()].map((listener) => listener.stop()));
      await cluster.log.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
