// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: the server says of itself what a node of version 24.6.0 said, also of services that this one lacks.
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Node } from './node.js';

const PERSISTENT = ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'];
const USERS = ['create', 'update', 'delete', 'disable', 'enable', 'details', 'changepassword', 'resetpassword'];
const OPERATIONS = [
  'startscavenge',
  'stopscavenge',
  'shutdown',
  'mergeindexes',
  'resignnode',
  'setnodepriority',
  'restartpersistentsubscriptions',
];

/** Service, method, features. */
const METHODS: readonly (readonly [string, string, readonly string[]])[] = [
  ...PERSISTENT.map((name) => ['persistent_subscriptions.persistentsubscriptions', name, ['stream', 'all']] as const),
  ...USERS.map((name) => ['users.users', name, []] as const),
  ['streams.streams', 'read', ['position', 'events']],
  ['streams.streams', 'append', []],
  ['streams.streams', 'delete', []],
  ['streams.streams', 'tombstone', []],
  ['streams.streams', 'batchappend', ['deadline_duration']],
  ...OPERATIONS.map((name) => ['operations.operations', name, []] as const),
  ['gossip.gossip', 'read', []],
  ['monitoring.monitoring', 'stats', []],
];

/** `ServerFeatures/GetSupportedMethods`. */
export function featuresCall(node: Node, answer: sendUnaryData<SupportedMethods>): void {
  node.answer('GetSupportedMethods', answer, () => {
    const supported = new features.SupportedMethods();
    supported.setEventStoreServerVersion('24.6.0');
    supported.setMethodsList(
      METHODS.map(([service, name, its]) => {
        const method = new features.SupportedMethod();
        method.setServiceName(`event_store.client.${service}`);
        method.setMethodName(name);
        method.setFeaturesList([...its]);
        return method;
      }),
    );
    return supported;
  });
}
