// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: every living node names all nodes, and which of them leads.
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Node } from './node.js';
import { ticksNow } from './stored-event.js';
import { structuredUuid } from './uuid-bits.js';

/** `Gossip/Read`. */
export function gossipCall(node: Node, answer: sendUnaryData<ClusterInfo>): void {
  node.answer('Gossip', answer, () => {
    const { leader, nodes } = node.cluster;
    const info = new gossip.ClusterInfo();
    const { VNodeState } = gossip.MemberInfo;
    info.setMembersList(
      nodes.map((member) => {
        const entry = new gossip.MemberInfo();
        const endpoint = new gossip.EndPoint();
        endpoint.setAddress('127.0.0.1');
        endpoint.setPort(member.port);
        entry.setInstanceId(structuredUuid(member.id));
        entry.setTimeStamp(ticksNow());
        entry.setState(member === leader ? VNodeState.LEADER : leader === undefined ? VNodeState.UNKNOWN : VNodeState.FOLLOWER);
        entry.setIsAlive(member.alive);
        entry.setHttpEndPoint(endpoint);
        return entry;
      }),
    );
    return info;
  });
}
