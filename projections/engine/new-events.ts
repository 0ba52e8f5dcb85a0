// Law: of what a log delivers, each event counts once: one that stands at or before the place already reached is left out.
import type { LogPage } from '../../domain/ledger/event-store.js';
import { comparePositions, type Position } from '../../domain/ledger/position.js';

/** A page without what was delivered before, or twice within it; its end is never behind the place reached. */
export function newOf(page: LogPage, after: Position | undefined): LogPage {
  let reached = after;
  const events = page.events.filter(({ position }) => {
    const isNew = reached === undefined || comparePositions(position, reached) > 0;
    if (isNew) reached = position;
    return isNew;
  });
  const next = after !== undefined && comparePositions(page.next, after) < 0 ? after : page.next;
  return events.length === page.events.length && next === page.next ? page : { events, next, end: page.end };
}
