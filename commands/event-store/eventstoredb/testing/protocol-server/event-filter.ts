// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a filter looks at one name of the event, by a regular expression or by prefixes; empty, it matches nothing.
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { notAValid, unforeseen } from './call-errors.js';
import type { StoredEvent } from './stored-event.js';

export interface EventFilter {
  matches(event: StoredEvent): boolean;
  /** Events looked at before a page ends, found or not. */
  readonly window: number;
  /** Events looked at between two checkpoints. */
  readonly checkpointInterval: number;
}

/** What `count: {}` was seen to mean. */
const DEFAULT_WINDOW = 32;
const TYPE = 'ReadReq+Types+Options+Types+FilterOptions';

/** Throws the call's error for a filter that cannot be served, also for a bad regular expression. */
export function eventFilter(options: ReadReq.Options.FilterOptions | undefined): EventFilter {
  if (options === undefined) throw unforeseen();
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  const multiplier = options.getCheckpointintervalmultiplier();
  if (expression === undefined) {
    const window = options.hasMax() ? `"max": ${options.getMax()}` : '"count": { }';
    throw notAValid(`{ ${window}, "checkpointIntervalMultiplier": ${multiplier} }`, TYPE);
  }
  if (!options.hasMax() && !options.hasCount()) throw notAValid('None', `${TYPE}+WindowOneofCase`);
  const matchesName = nameTest(expression);
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  return {
    matches: (event) => matchesName(byStream === undefined ? event.type : event.stream),
    window,
    checkpointInterval: Math.max(1, window * multiplier),
  };
}

function nameTest(expression: ReadReq.Options.FilterOptions.Expression): (name: string) => boolean {
  const regex = expression.getRegex();
  if (regex === '') {
    const prefixes = expression.getPrefixList();
    return (name) => prefixes.some((prefix) => name.startsWith(prefix));
  }
  try {
    const pattern = new RegExp(regex, 'u');
    return (name) => pattern.test(name);
  } catch {
    throw unforeseen();
  }
}
