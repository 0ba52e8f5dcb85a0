// Law: what was published is read from the log itself, as far as it was known at a place or time.
import { evolveTimeline, noBands, type BandTimeline } from '../../domain/entity/band-timeline.js';
import type { EntityEvent } from '../../domain/entity/events.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { comparePositions, parsePosition } from '../../domain/ledger/position.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { RuleSetEvent } from '../../domain/rule-set/events.js';
import { evolveRuleSets } from '../../domain/rule-set/evolve.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { noRuleSets, type RuleSetState } from '../../domain/rule-set/state.js';
import type { IsoDate } from '../../domain/standards/calendar.js';

/** What the routes of entities read from the log. */
export interface LogParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly registry: Pick<EventRegistry, 'decode'>;
}

/** A position or an instant, as `knownAt` names it. */
export type KnownAt = string | undefined;

/** The events of an entity that were known, oldest first. */
export async function toldOf({ store }: LogParts, entityId: string, knownAt: KnownAt): Promise<readonly RecordedEvent[]> {
  const events = await readWholeStream(store, streamOf('entity', entityId));
  return asKnown(events.filter(({ type }) => !isLedgerEvent(type)), knownAt);
}

/** The longest beginning that lies within a position, or of which nothing was recorded after an instant. */
function asKnown(events: readonly RecordedEvent[], knownAt: KnownAt): readonly RecordedEvent[] {
  if (knownAt === undefined) return events;
  const position = parsePosition(knownAt);
  const instant = Date.parse(knownAt);
  const beyond = events.findIndex((event) => (position === undefined ? Date.parse(event.metadata.recordedAt) > instant : comparePositions(event.position, position) > 0));
  return beyond < 0 ? events : events.slice(0, beyond);
}

/** The timeline that events tell. */
export function timelineOf({ registry }: LogParts, events: readonly RecordedEvent[]): BandTimeline {
  // An entity's stream holds its own events only, the ledger's left out.
  return events.reduce((timeline, event) => evolveTimeline(timeline, registry.decode(event) as EntityEvent), noBands);
}

/** Whether a week was closed, as far as it was known. */
export async function isClosed({ store }: LogParts, week: IsoDate, knownAt: KnownAt): Promise<boolean> {
  const events = await store.readStream(weekStream(week), 0, 1);
  return asKnown(events, knownAt).length > 0;
}

/** The register of rule sets as it stands. */
export async function readRuleSets({ store, registry }: LogParts): Promise<RuleSetState> {
  const events = await readWholeStream(store, streamOf('ruleSet', RULE_SETS_ID));
  return events.filter(({ type }) => !isLedgerEvent(type)).reduce((state, event) => evolveRuleSets(state, registry.decode(event) as RuleSetEvent), noRuleSets);
}
