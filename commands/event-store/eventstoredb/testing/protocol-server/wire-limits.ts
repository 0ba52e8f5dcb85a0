// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a message that is too long or unreadable fails its call as the real server fails it, not as the gRPC library would.
import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { messageTooBig, unforeseen } from './call-errors.js';

/** Just under 16 MiB in the released source. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024 - 1;

class Unreadable {
  constructor(readonly why: 'too-big' | 'garbage') {}
}

/** Throws the call's error when the request could not be taken in. */
export function refuseUnreadable(request: unknown): void {
  if (request instanceof Unreadable) throw request.why === 'too-big' ? messageTooBig() : unforeseen();
}

/** The same service, whose requests come as they are or as something `refuseUnreadable` knows. */
export function lenient<T extends UntypedServiceImplementation>(service: ServiceDefinition<T>): ServiceDefinition<T> {
  const methods = Object.entries(service as ServiceDefinition).map(([name, method]) => [
    name,
    {
      ...method,
      requestDeserialize: (bytes: Buffer): unknown => {
        if (bytes.length > MAX_MESSAGE_BYTES) return new Unreadable('too-big');
        try {
          return method.requestDeserialize(bytes);
        } catch {
          return new Unreadable('garbage');
        }
      },
    },
  ]);
  return Object.fromEntries(methods) as ServiceDefinition<T>;
}
