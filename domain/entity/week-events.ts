// Law: a week’s close tells what is new in it, and of closed weeks what facts that came late made otherwise; what an erasure alone makes otherwise is told of no closed week.
import type { IsoDate } from '../standards/calendar.js';
import { bandOf, saysTheSame, type BandTimeline } from './band-timeline.js';
import type { EntityEvent, PublishedBand } from './events.js';

/** A closed week as it comes out without and with the facts that came since it was closed. */
export interface RecountedWeek {
  readonly week: IsoDate;
  /** Undefined where the entity does not exist. */
  readonly before: PublishedBand | undefined;
  readonly after: PublishedBand | undefined;
}

/** An entity, and what was told of it. */
export interface ToldOf {
  readonly entityId: string;
  readonly ownerId: string;
  readonly activity: string;
  readonly timeline: Pick<BandTimeline, 'spans'>;
}

/** What is told anew of closed weeks, given oldest first: alike ones that follow each other in one event. */
export function revisions(entity: ToldOf, recounted: readonly RecountedWeek[]): readonly EntityEvent[] {
  const found: { first: IsoDate; last: IsoDate; said: PublishedBand }[] = [];
  let open = false;
  for (const { week, before, after } of recounted) {
    const known = bandOf(entity.timeline, week);
    const said = told(known, after);
    const changed = said !== undefined && !saysTheSame(before, after) && !saysTheSame(known, said);
    const last = found.at(-1);
    if (changed && open && last !== undefined && saysTheSame(last.said, said)) last.last = week;
    else if (changed) found.push({ first: week, last: week, said });
    open = changed;
  }
  return found.map(({ first, last, said }) => revision(entity, first, last, said));
}

/** What is new in a week; `now` undefined where the entity does not exist. */
export function news(entity: ToldOf, week: IsoDate, now: PublishedBand | undefined): readonly EntityEvent[] {
  const { timeline } = entity;
  const known = bandOf(timeline, week);
  const said = told(known, now);
  if (said === undefined || saysTheSame(known, said)) return [];
  // Told before by a close that was broken off: it is put right as every closed week is.
  const brokenOff = timeline.spans.some((span) => span.week === week && span.through === null);
  return [brokenOff ? revision(entity, week, week, said) : publication(entity, week, said)];
}

/** What is to be said: of an entity that is no more, that it is not rated; of one that was never rated, that it is not, is no news. */
function told(known: PublishedBand | undefined, now: PublishedBand | undefined): PublishedBand | undefined {
  if (known === undefined) return now?.band === 'NOT_RATED' ? undefined : now;
  return now ?? { ...known, band: 'NOT_RATED', reason: 'no-workers', ratio: null, x: 0, saudis: 0, expats: 0, thresholds: null };
}

type About = Pick<ToldOf, 'entityId' | 'ownerId' | 'activity'>;

function publication({ entityId, ownerId, activity }: About, week: IsoDate, said: PublishedBand): EntityEvent {
  return { type: 'BandPublished', data: { effectiveOn: week, entityId, ownerId, activity: activity as PublishedBand['curve'], week, ...said } };
}

function revision({ entityId, ownerId, activity }: About, week: IsoDate, through: IsoDate, said: PublishedBand): EntityEvent {
  return { type: 'BandRevised', data: { effectiveOn: through, entityId, ownerId, activity: activity as PublishedBand['curve'], week, through, ...said } };
}
