// Law: an entity’s band in a week is what was published last for it: a publication holds until the next one, a revision for its weeks alone.
import type { IsoDate } from '../standards/calendar.js';
import type { EntityEvent, PublishedBand } from './events.js';

/** A band that holds for some weeks, named by their last days; `through` null: until another is published. */
export interface BandSpan {
  readonly week: IsoDate;
  readonly through: IsoDate | null;
  readonly said: PublishedBand;
}

/** All bands of an entity, in the order in which they were told. */
export interface BandTimeline {
  readonly entityId: string | null;
  readonly ownerId: string | null;
  readonly activity: string | null;
  readonly spans: readonly BandSpan[];
}

/** Before the first band. */
export const noBands: BandTimeline = { entityId: null, ownerId: null, activity: null, spans: [] };

/** The timeline after an event. */
export function evolveTimeline(timeline: BandTimeline, event: EntityEvent): BandTimeline {
  const { effectiveOn: _on, entityId, ownerId, activity, week, ...rest } = event.data;
  const { through = null, ...said } = { ...rest } as { readonly through?: IsoDate } & PublishedBand;
  return { entityId, ownerId, activity, spans: [...timeline.spans, { week, through, said }] };
}

/** The span that tells a week’s band; undefined before the first. */
export function spanOf(timeline: Pick<BandTimeline, 'spans'>, week: IsoDate): BandSpan | undefined {
  let found: BandSpan | undefined;
  for (const span of timeline.spans) {
    const { week: first, through } = span;
    if (first > week || (through !== null && through < week)) continue;
    // A publication tells of its week and those after it; a later one begins later, unless it is told again.
    if (through !== null || found === undefined || found.through !== null || first >= found.week) found = span;
  }
  return found;
}

/** What a week’s band was published as; undefined before the first. */
export function bandOf(timeline: Pick<BandTimeline, 'spans'>, week: IsoDate): PublishedBand | undefined {
  return spanOf(timeline, week)?.said;
}

/** Whether two tell the same as far as publications go: band, method and rule set. */
export function saysTheSame(one: PublishedBand | undefined, other: PublishedBand | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.band === other.band &&
    one.method === other.method &&
    one.curve === other.curve &&
    one.ruleSet.name === other.ruleSet.name &&
    one.ruleSet.version === other.ruleSet.version
  );
}
