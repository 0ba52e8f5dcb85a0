// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: nodes share one log, as if replication took no time; who leads is told, and a move takes as long as it is told to.
import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeLog } from './node-log.js';

/** The nodes that share one state. A single node is a cluster of one. */
export class Cluster<Node = unknown> {
  readonly nodes: Node[] = [];
  private leading: Node | undefined;
  private elect: Node | undefined;
  private opened: NodeLog | undefined;

  get log(): NodeLog {
    if (this.opened === undefined) throw new Error('the nodes have no log yet');
    return this.opened;
  }

  set log(log: NodeLog) {
    this.opened = log;
  }

  /** Undefined while leadership moves. */
  get leader(): Node | undefined {
    return this.leading;
  }

  /** Elected and not yet leading: the others name it as the leader, it answers reads, and takes no write. */
  get elected(): Node | undefined {
    return this.elect;
  }

  /** A node is elected. It has the last `behind` events and does not show them yet; `lead` ends that. */
  inaugurate(node: Node, behind: number): void {
    this.leading = undefined;
    this.elect = node;
    this.log.index.hide(behind);
  }

  /**
   * Makes a node the leader.
   * @param takesMs for so long nobody leads: appends and calls that ask for the leader are refused
   */
  async lead(node: Node | undefined, takesMs = 0): Promise<void> {
    this.leading = undefined;
    this.elect = undefined;
    this.opened?.index.show();
    if (takesMs > 0) await sleep(takesMs);
    this.leading = node;
  }
}
