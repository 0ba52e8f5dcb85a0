// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: of a read's options each choice must be made, and only the combinations the real server knows are served.
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { streamName } from './append-request.js';
import { invalid, notAValid, unforeseen } from './call-errors.js';
import { eventFilter, type EventFilter } from './event-filter.js';

/** Where a read of one stream begins; a revision is a number, `none` when the choice was not made. */
export type StreamFrom = number | 'start' | 'end' | 'none';
/** Where a read of the whole log begins. */
export type AllFrom = { readonly commit: bigint; readonly prepare: bigint } | 'start' | 'end' | 'none';

/** A request to read, understood. */
export interface ReadPlan {
  readonly source: { readonly stream: string; readonly from: StreamFrom } | { readonly stream: undefined; readonly from: AllFrom };
  readonly backwards: boolean;
  /** Undefined for a subscription. */
  readonly count: number | undefined;
  readonly filter: EventFilter | undefined;
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  /** Whether the caller is to be told where the stream begins and ends. */
  readonly tellsEnds: boolean;
}

const TYPES = 'ReadReq+Types+Options';

/** Throws the call's error for what cannot be served. */
export function readPlan(request: ReadReq): ReadPlan {
  const options = request.getOptions();
  if (options === undefined) throw unforeseen();
  const uuid = options.getUuidOption();
  if (uuid === undefined) throw invalid('');
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const subscribes = options.hasSubscription();
  const filter = options.hasFilter() ? eventFilter(options.getFilter()) : undefined;
  const source = planSource(options);
  const counted = subscribes ? 'Subscription' : options.hasCount() ? 'Count' : 'None';
  const filtered = options.hasFilter() ? 'Filter' : options.hasNoFilter() ? 'NoFilter' : 'None';
  const known =
    counted !== 'None' && filtered !== 'None' && !(subscribes && backwards) && !(source.stream !== undefined && filter !== undefined);
  if (!known) {
    const words = [source.stream === undefined ? 'All' : 'Stream', counted, backwards ? 'Backwards' : 'Forwards', filtered];
    throw invalid(`The combination of (${words.join(', ')}) is invalid.`);
  }
  return {
    source,
    backwards,
    count: subscribes ? undefined : Number(options.getCount()),
    filter,
    resolveLinks: options.getResolveLinks(),
    structuredIds: uuid.hasStructured(),
    tellsEnds: (options.getControlOption()?.getCompatibility() ?? 0) >= 1,
  };
}

function planSource(options: ReadReq.Options): ReadPlan['source'] {
  const one = options.getStream();
  if (one !== undefined) {
    const from = one.hasStart() ? 'start' : one.hasEnd() ? 'end' : one.hasRevision() ? revision(one.getRevision()) : 'none';
    return { stream: streamName(one.getStreamIdentifier()), from };
  }
  const all = options.getAll();
  if (all === undefined) throw notAValid('None', `${TYPES}+StreamOptionOneofCase`);
  const position = all.getPosition();
  if (position === undefined) return { stream: undefined, from: all.hasStart() ? 'start' : all.hasEnd() ? 'end' : 'none' };
  const commit = BigInt(position.getCommitPosition());
  const prepare = BigInt(position.getPreparePosition());
  if (prepare > commit) throw unforeseen();
  return { stream: undefined, from: { commit, prepare } };
}

function revision(text: string): StreamFrom {
  const value = BigInt(text);
  if (value === 2n ** 64n - 1n) return 'end';
  if (value >= 2n ** 63n) throw unforeseen();
  return Number(value);
}
