// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a failing call carries the status, text and trailers that the real server was seen to send.
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Expected } from './commit-check.js';

/** A call that failed, with its trailers. */
export function callError(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** What the real server answers wherever it did not foresee a thing. */
export const unforeseen = (): ServiceError => callError(status.UNKNOWN, 'Exception was thrown by handler.');

export const invalid = (details: string): ServiceError => callError(status.INVALID_ARGUMENT, details);

export const notAValid = (value: string, type: string): ServiceError =>
  invalid(`'${value}' is not a valid EventStore.Client.Streams.${type}`);

export const streamDeleted = (stream: string): ServiceError =>
  callError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': headerText(stream),
  });

export const notLeader = ({ host, port }: { host: string; port: number }): ServiceError =>
  callError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** The node is starting, or knows no leader. The latter was never seen: the released source has it so. */
export const notReady = (): ServiceError => callError(status.UNAVAILABLE, 'Server Is Not Ready');

export const accessDenied = (): ServiceError => callError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): ServiceError => callError(status.UNAUTHENTICATED, 'Unauthenticated');

/** A guess: no real node was seen with a full disk. */
export const noRoom = (): ServiceError => callError(status.UNAVAILABLE, 'There is not enough space on the disk.');

export const commitTimeout = (): ServiceError => callError(status.ABORTED, 'Operation timed out: Commit phase timeout.');

export const tooBig = (limit: number): ServiceError =>
  callError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const messageTooBig = (): ServiceError =>
  callError(status.RESOURCE_EXHAUSTED, 'Received message exceeds the maximum configured message size.');

export const missingProperty = (name: string): ServiceError =>
  callError(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export function deleteRefused(stream: string, expected: Expected, actual: number): ServiceError {
  const wanted = typeof expected === 'number' ? expected : { any: -2, no_stream: -1, stream_exists: -4 }[expected];
  return callError(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': headerText(stream),
      'expected-version': String(wanted),
      'actual-version': String(actual),
    },
  );
}

/** Header values are ASCII; how the real server writes other names there was never seen. */
const headerText = (text: string): string => text.replace(/[^ -~]/g, (character) => encodeURIComponent(character));
