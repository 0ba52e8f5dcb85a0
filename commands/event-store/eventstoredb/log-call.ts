// Law: a read ends: with its last message, with what cut it, or when the server stays silent too long.
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { CallFailed, callFailure } from './call-failure.js';
import type { CallStream, Connection } from './connection.js';
import type { Deadlines } from './deadlines.js';

export type ReadCall = CallStream & {
  on(event: 'data', listener: (response: streams.ReadResp) => void): unknown;
};

/** Opens a read or a subscription. Rejects with CallFailed. */
export function openRead(connection: Connection, request: streams.ReadReq, ms: number): Promise<ReadCall> {
  return connection.open<ReadCall>(ms, (stub, [metadata, options]) => stub.read(request, metadata, options));
}

/**
 * Runs a read of bounded count, handing its responses to `take` as they come.
 * Rejects with CallFailed, StreamDeleted or ForeignPosition; `ms` is the longest silence, at its start and between messages.
 */
export async function runRead(
  connection: Connection,
  deadlines: Deadlines,
  ms: number,
  request: streams.ReadReq,
  take: (response: streams.ReadResp) => void,
): Promise<void> {
  const call = await openRead(connection, request, ms);
  try {
    await new Promise<void>((resolve, reject) => {
      const deadline = deadlines.arm(ms, () => {
        connection.renew();
        reject(new CallFailed(`no answer within ${ms} ms`, true));
      });
      const end = (settle: () => void): void => {
        deadline.disarm();
        settle();
      };
      call.on('data', (response: streams.ReadResp) => {
        deadline.touch();
        try {
          take(response);
        } catch (error) {
          end(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      });
      call.on('error', (error) => end(() => reject(callFailure(error))));
      call.on('end', () => end(resolve));
      call.on('close', () => end(() => reject(new CallFailed('the call was closed', false))));
    });
  } finally {
    call.cancel();
  }
}
