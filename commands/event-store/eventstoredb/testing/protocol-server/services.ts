// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: the services are the client package's own generated definitions, so that both ends speak from one source.
import { Server } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appendCall, serializeAppend } from './append-call.js';
import { batchAppendCall } from './batch-append-call.js';
import { deleteCall, tombstoneCall } from './delete-call.js';
import { featuresCall } from './features-call.js';
import { gossipCall } from './gossip-call.js';
import type { Node } from './node.js';
import { readCall } from './read-call.js';
import { serializeRead } from './read-response.js';
import { lenient } from './wire-limits.js';

/** A gRPC server that answers for a node. */
export function grpcServer(node: Node): Server {
  const server = new Server({
    'grpc.max_concurrent_streams': 100,
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 10_000,
  });
  const calls: IStreamsServer = {
    read: (call) => readCall(node, call),
    append: (call, answer) => appendCall(node, call, answer),
    batchAppend: (call) => batchAppendCall(node, call),
    delete: (call, answer) => deleteCall(node, call, answer),
    tombstone: (call, answer) => tombstoneCall(node, call, answer),
  };
  const service = {
    ...streams.StreamsService,
    append: { ...streams.StreamsService.append, responseSerialize: serializeAppend },
    read: { ...streams.StreamsService.read, responseSerialize: serializeRead },
  };
  server.addService(lenient(service), { ...calls });
  const featureCalls: IServerFeaturesServer = { getSupportedMethods: (_call, answer) => featuresCall(node, answer) };
  server.addService(features.ServerFeaturesService, { ...featureCalls });
  const gossipCalls: IGossipServer = { read: (_call, answer) => gossipCall(node, answer) };
  server.addService(gossip.GossipService, { ...gossipCalls });
  return server;
}
