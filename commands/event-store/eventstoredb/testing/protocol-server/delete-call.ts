// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a soft delete is a truncation in the stream's metadata, a tombstone the stream's last event for ever.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { expectedVersion, streamName } from './append-request.js';
import { commitTimeout, deleteRefused, noRoom, streamDeleted, unforeseen } from './call-errors.js';
import type { Node } from './node.js';
import { refuseUnreadable } from './wire-limits.js';

/** `Streams/Delete`. */
export function deleteCall(node: Node, call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void {
  node.answer('Delete', answer, async () => {
    const at = await remove(node, call, 'DeleteReq+Types+Options+ExpectedStreamRevisionOneofCase', false);
    const response = new streams.DeleteResp();
    if (at === undefined) response.setNoPosition(new shared.Empty());
    else {
      const position = new streams.DeleteResp.Position();
      position.setCommitPosition(String(at));
      position.setPreparePosition(String(at));
      response.setPosition(position);
    }
    return response;
  });
}

/** `Streams/Tombstone`. */
export function tombstoneCall(node: Node, call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void {
  node.answer('Tombstone', answer, async () => {
    const at = await remove(node, call, 'TombstoneReq+Types+Options+ExpectedStreamRevisionOneofCase', true);
    const response = new streams.TombstoneResp();
    if (at === undefined) response.setNoPosition(new shared.Empty());
    else {
      const position = new streams.TombstoneResp.Position();
      position.setCommitPosition(String(at));
      position.setPreparePosition(String(at));
      response.setPosition(position);
    }
    return response;
  });
}

async function remove(
  node: Node,
  { request, metadata }: Pick<ServerUnaryCall<DeleteReq | TombstoneReq, unknown>, 'request' | 'metadata'>,
  oneof: string,
  forEver: boolean,
): Promise<number | undefined> {
  refuseUnreadable(request);
  node.needLeader(metadata);
  const options = request.getOptions();
  if (options === undefined) throw unforeseen();
  const stream = streamName(options.getStreamIdentifier());
  node.allow(metadata, '$d', stream);
  const expected = expectedVersion(options, options.hasRevision() ? options.getRevision() : undefined, oneof);
  if (node.faults.settings.diskFull) throw noRoom();
  if (node.cluster.leader === undefined) throw commitTimeout();
  const outcome = await node.log.delete(stream, expected, forEver);
  if (outcome.kind === 'deleted') throw streamDeleted(stream);
  if (outcome.kind === 'wrong-version') throw deleteRefused(stream, expected, outcome.actual);
  return outcome.kind === 'dropped' ? undefined : outcome.position;
}
