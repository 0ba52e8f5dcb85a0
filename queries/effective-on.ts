import type { NewEvent } from '../domain/ledger/event.js';

/** The day on which an event takes effect. Every stored event has one; throws for what is none of ours. */
export function effectiveOnOf(event: Pick<NewEvent, 'data' | 'type'>): string {
  const day = event.data['effectiveOn'];
  if (typeof day !== 'string') throw new TypeError(`an event ${event.type} without effectiveOn`);
  return day;
}
