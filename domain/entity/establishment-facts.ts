// Law: in which entity an establishment’s workers count on a day follows from its owner and its activity that day.
import type { CompanyEvent } from '../company/events.js';
import type { Span } from '../saudization/worker.js';
import { addDays, earliest, latest, type IsoDate } from '../standards/calendar.js';
import { ownerIdOf } from './entity-id.js';

/** What of an establishment counts. */
export interface EstablishmentFacts {
  readonly companyId: string;
  readonly ownerId: string;
  readonly main: boolean;
  readonly region: string;
  readonly openedOn: IsoDate;
  /** Last day; null while it is open. */
  readonly closedOn: IsoDate | null;
  /** Its Nitaqat activities, and the ISIC activities behind them, oldest first. */
  readonly activities: readonly { readonly from: IsoDate; readonly activity: string; readonly isic: string }[];
}

/** The company’s events that are about one of its establishments. */
export type EstablishmentEvent = Extract<CompanyEvent, { type: 'EstablishmentOpened' | 'EstablishmentActivityChanged' | 'EstablishmentClosed' }>;
export const establishmentEventTypes = ['EstablishmentOpened', 'EstablishmentActivityChanged', 'EstablishmentClosed'] as const;

/** The establishment after an event. Throws for a change of one that was never opened. */
export function evolveEstablishment(known: EstablishmentFacts | null, event: EstablishmentEvent): EstablishmentFacts {
  if (event.type === 'EstablishmentOpened') {
    const { effectiveOn, companyId, main, region, owner, nitaqatActivity, isicActivity } = event.data;
    const activities = [{ from: effectiveOn, activity: nitaqatActivity, isic: isicActivity }];
    return { companyId, ownerId: ownerIdOf(owner), main, region, openedOn: effectiveOn, closedOn: null, activities };
  }
  if (known === null) throw new Error(`${event.type} of an establishment that was never opened`);
  if (event.type === 'EstablishmentClosed') return { ...known, closedOn: event.data.effectiveOn };
  const { effectiveOn: from, nitaqatActivity: activity, isicActivity: isic } = event.data;
  return { ...known, activities: [...known.activities.filter((one) => one.from < from), { from, activity, isic }] };
}

/** All activities that it ever had. */
export function activitiesOf({ activities }: EstablishmentFacts): readonly string[] {
  return [...new Set(activities.map(({ activity }) => activity))];
}

/** The days on which it has an activity and is open. */
export function daysIn(establishment: EstablishmentFacts, activity: string): readonly Span[] {
  const { activities, closedOn } = establishment;
  return activities.flatMap((one, n) => {
    const next = activities[n + 1];
    const to = next === undefined ? closedOn : earliestOf(addDays(next.from, -1), closedOn);
    return one.activity === activity && (to === null || to >= one.from) ? [{ from: one.from, to }] : [];
  });
}

/** The days that two spans share; null where they share none. */
export function sharedDays(a: Span, b: Span): Span | null {
  const from = latest(a.from, b.from);
  const to = a.to === null ? b.to : earliestOf(a.to, b.to);
  return to !== null && to < from ? null : { from, to };
}

function earliestOf(day: IsoDate, other: IsoDate | null): IsoDate {
  return other === null ? day : earliest(day, other);
}
