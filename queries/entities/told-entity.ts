// Law: what was published is read from the log itself, as far as it was known at a place or time.
import { evolveTimeline, noBands, type BandTimeline } from '../../domain/entity/band-timeline.js';
import type { EntityEvent } from '../../domain/entity/events.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { RuleSetEvent } from '../../domain/rule-set/events.js';
import { evolveRuleSets } from '../../domain/rule-set/evolve.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { noRuleSets, type RuleSetState } from '../../domain/rule-set/state.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { asKnown, type KnownAt } from './as-known.js';

/** What the routes of entities read from the log. */
export interface LogParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly registry: Pick<EventRegistry, 'decode'>;
}

/** The events of an entity that were known, oldest first. */
export async function toldOf({ store }: LogParts, entityId: string, knownAt: KnownAt): Promise<readonly RecordedEvent[]> {
  const events = await readWholeStream(store, streamOf('entity', entityId));
  return asKnown(events.filter(({ type }) => !isLedgerEvent(type)), knownAt);
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

/** The register of rule sets, as far as it was known. */
export async function readRuleSets({ store, registry }: LogParts, knownAt?: KnownAt): Promise<RuleSetState> {
  const events = asKnown(await readWholeStream(store, streamOf('ruleSet', RULE_SETS_ID)), knownAt);
  return events.filter(({ type }) => !isLedgerEvent(type)).reduce((state, event) => evolveRuleSets(state, registry.decode(event) as RuleSetEvent), noRuleSets);
}
