// Law: what a failed call says is read from its status and trailers, never guessed from the client's classes.
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { ForeignPosition } from '../../../domain/ledger/position.js';

/** gRPC status codes the log gives, by number. */
const INVALID_ARGUMENT = 3;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

/** The call was cut, refused or met with silence; another may get through. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  constructor(
    message: string,
    /** True when nothing was heard in time: the connection itself may be dead. */
    readonly silent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The stream was tombstoned: it holds nothing and takes nothing any more. */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
}

/** What an error on a call means. Texts of the server are kept; they name streams, never values. */
export function callFailure(error: unknown): CallFailed | StreamDeleted | ForeignPosition {
  if (error instanceof CallFailed) return error;
  const { code, details } = error as { code?: unknown; details?: unknown };
  const text = typeof details === 'string' && details !== '' ? details : messageOf(error);
  if (exceptionOf(error) === 'stream-deleted') return new StreamDeleted(text);
  // A read and a subscription refuse a place that is no record's with different statuses.
  if (/InvalidPosition/.test(text) || (code === INVALID_ARGUMENT && /invalid position/.test(text))) {
    return new ForeignPosition('the log has no record there: it was restored from an earlier copy');
  }
  return new CallFailed(said(code, text), false, { cause: error });
}

/** What the server said, in one line; where it says no to a user, what that means. */
function said(code: unknown, text: string): string {
  switch (code) {
    case PERMISSION_DENIED:
      return 'the server denies it to the user of the address, or to nobody (who may: sijil eventstore secure)';
    case UNAUTHENTICATED:
      return 'the server does not know the user of the address with that password';
    default:
      return text.replace(/\s+/g, ' ').replace(/ Resolution note: $/, '');
  }
}

/** The failure as the port names it, for callers to whom nothing happened. */
export function unavailable(doing: string, error: unknown): Error {
  if (error instanceof StoreUnavailable || error instanceof ForeignPosition) return error;
  return new StoreUnavailable(`the log cannot ${doing} now: ${messageOf(error)}`, { cause: error });
}

/** The `exception` trailer, by which the server names the failures it knows. */
function exceptionOf(error: unknown): string | undefined {
  const { metadata } = error as { metadata?: { get?(key: string): readonly unknown[] } };
  const value = metadata?.get?.('exception')[0];
  return typeof value === 'string' ? value : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
