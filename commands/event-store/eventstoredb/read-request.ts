import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { identifierOf } from './append-request.js';
import { BEGINNING, numbersOf, type Place } from './log-place.js';

type Options = streams.ReadReq.Options;

const NOTHING = new shared.Empty();
const { FORWARDS, BACKWARDS } = streams.ReadReq.Options.ReadDirection;

/** Up to `count` events of a stream from a revision on, both inclusive; a count of 0 is an error to the server. */
export function streamRequest(stream: string, from: number, count: number): streams.ReadReq {
  const which = new streams.ReadReq.Options.StreamOptions();
  which.setStreamIdentifier(identifierOf(stream));
  which.setRevision(String(from));
  return request((options) => options.setStream(which).setCount(String(count)).setReadDirection(FORWARDS));
}

/** The last event of a stream. */
export function streamEndRequest(stream: string): streams.ReadReq {
  const which = new streams.ReadReq.Options.StreamOptions();
  which.setStreamIdentifier(identifierOf(stream));
  which.setEnd(NOTHING);
  return request((options) => options.setStream(which).setCount('1').setReadDirection(BACKWARDS));
}

/** Up to `count` events of the log from a place on, inclusive. */
export function forwardsRequest(from: Place, count: number): streams.ReadReq {
  return request((options) => options.setAll(fromPlace(from)).setCount(String(count)).setReadDirection(FORWARDS));
}

/** Up to `count` events of the log before a place, exclusive; before its end when undefined. Newest first. */
export function backwardsRequest(before: Place | undefined, count: number): streams.ReadReq {
  const all = before === undefined ? new streams.ReadReq.Options.AllOptions().setEnd(NOTHING) : fromPlace(before);
  return request((options) => options.setAll(all).setCount(String(count)).setReadDirection(BACKWARDS));
}

/** A subscription to the log behind a place, exclusive. */
export function subscriptionRequest(after: Place): streams.ReadReq {
  const subscription = new streams.ReadReq.Options.SubscriptionOptions();
  return request((options) => options.setAll(fromPlace(after)).setSubscription(subscription));
}

function fromPlace(place: Place): streams.ReadReq.Options.AllOptions {
  const all = new streams.ReadReq.Options.AllOptions();
  if (place === BEGINNING) return all.setStart(NOTHING);
  const { commit, prepare } = numbersOf(place);
  return all.setPosition(new streams.ReadReq.Options.Position().setCommitPosition(commit).setPreparePosition(prepare));
}

/** No filter: a filtered subscription tells its place by checkpoints, which while it catches up stand before the event they name. */
function request(set: (options: Options) => unknown): streams.ReadReq {
  const options = new streams.ReadReq.Options();
  options.setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(NOTHING));
  options.setNoFilter(NOTHING);
  options.setResolveLinks(false);
  set(options);
  return new streams.ReadReq().setOptions(options);
}
