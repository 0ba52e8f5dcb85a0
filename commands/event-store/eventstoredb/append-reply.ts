// Law: a reply is certain or it is not; what is not certain is never taken for a failure.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { placeAt, type Place } from './log-place.js';

/** What became of one append, as far as it was told. */
export type AppendReply =
  /** `place` is missing where the server recognised events it no longer shows. */
  | { readonly kind: 'stored'; readonly revision: number; readonly place: Place | undefined }
  /** `actual` is the revision of the stream's last event, -1 without one. */
  | { readonly kind: 'conflict'; readonly actual: number }
  /** The append itself can never be stored. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** This login may not write: nothing was stored. */
  | { readonly kind: 'denied'; readonly reason: string }
  /** `astray`: the node that answered knows no leader, and would say the same to the next. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly astray?: true };

const CLIENT = 'type.googleapis.com/event_store.client.';
/** What a node packs into the answer to a write that it did not look at. */
const NOTHING = 'type.googleapis.com/google.protobuf.Empty';

/** Reads the server's reply to one append of a batch stream. */
export function readReply(response: streams.BatchAppendResp): AppendReply {
  const error = response.getError();
  if (error === undefined) {
    const success = response.getSuccess();
    const position = success?.getPosition();
    if (success === undefined) return { kind: 'unknown', reason: 'an answer without a result' };
    const place = position === undefined ? undefined : placeAt(position.getCommitPosition(), position.getPreparePosition());
    return { kind: 'stored', revision: Number(success.getCurrentRevision()), place };
  }
  const details = error.getDetails();
  switch (details?.getTypeUrl()) {
    case `${CLIENT}WrongExpectedVersion`: {
      const conflict = shared.WrongExpectedVersion.deserializeBinary(details.getValue_asU8());
      return { kind: 'conflict', actual: conflict.hasCurrentStreamRevision() ? Number(conflict.getCurrentStreamRevision()) : -1 };
    }
    case `${CLIENT}StreamDeleted`:
      return { kind: 'refused', reason: 'its stream was deleted for good' };
    case `${CLIENT}MaximumAppendSizeExceeded`:
      return { kind: 'refused', reason: 'it is larger than the server takes' };
    case `${CLIENT}AccessDenied`:
      return { kind: 'denied', reason: 'the server denies writing to its stream' };
    case `${CLIENT}BadRequest`:
      return { kind: 'refused', reason: 'the server finds the request malformed' };
    case NOTHING:
      return { kind: 'unknown', reason: error.getMessage(), ...(error.getMessage() !== 'Server Is Busy' && { astray: true }) };
    default:
      // Timeout: the write may still be committed. Not ready, busy, anything unforeseen: no word on it either.
      return { kind: 'unknown', reason: error.getMessage() === '' ? 'an error without a name' : error.getMessage() };
  }
}
