// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: every living node names all nodes, and which of them leads.
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Node } from './node.js';
import { ticksNow } from './stored-event.js';
import { structuredUuid } from './uuid-bits.js';

/** `Gossip/Read`. */
export function gossipCall(node: Node, answer: sendUnaryData<ClusterInfo>): void {
  node.answer('Gossip', answer, () => {
    const { nodes } = node.cluster;
    const { cutOff } = node.faults.settings;
    const info = new gossip.ClusterInfo();
    info.setMembersList(
      nodes.map((member) => {
        const entry = new gossip.MemberInfo();
        const endpoint = new gossip.EndPoint();
        endpoint.setAddress('127.0.0.1');
        endpoint.setPort(member.port);
        entry.setInstanceId(structuredUuid(member.id));
        entry.setTimeStamp(ticksNow());
        entry.setState(stateOf(member, cutOff));
        entry.setIsAlive(member === node || (member.alive && !cutOff && !member.faults.settings.cutOff));
        entry.setHttpEndPoint(endpoint);
        return entry;
      }),
    );
    return info;
  });
}

/** The state of a node, as one that is cut off sees itself, or as the others see each other. */
function stateOf(node: Node, cutOff: boolean): MemberInfo.VNodeState {
  const { VNodeState } = gossip.MemberInfo;
  const { leader, elected } = node.cluster;
  if (cutOff) return VNodeState.UNKNOWN;
  if (node === (leader ?? elected)) return leader === undefined ? VNodeState.PRELEADER : VNodeState.LEADER;
  return leader === undefined && elected === undefined ? VNodeState.UNKNOWN : VNodeState.FOLLOWER;
}
