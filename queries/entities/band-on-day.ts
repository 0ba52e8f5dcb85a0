// Law: an entity’s band on a day is that of the last week that ended before it, as it was published by what was known then.
import { spanOf } from '../../domain/entity/band-timeline.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { weekBefore } from '../../domain/saudization/method.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { KnownAt } from './as-known.js';
import { tellBand } from './entity-answers.js';
import { isClosed, readRuleSets, timelineOf, toldOf, type LogParts } from './told-entity.js';

/** The band of an entity on a day, the week it is of and since when it holds, and the event that told it. Throws what the store throws. */
export async function bandOnDay(parts: LogParts, entityId: string, asOf: IsoDate, knownAt: KnownAt) {
  const rules = ruleSetOn(await readRuleSets(parts, knownAt), asOf);
  const week = weekBefore(rules, asOf);
  const events = await toldOf(parts, entityId, knownAt);
  const timeline = timelineOf(parts, events);
  const span = spanOf(timeline, week);
  // One event a span, in the same order.
  const said = span === undefined ? undefined : events[timeline.spans.indexOf(span)];
  return {
    week,
    closed: await isClosed(parts, week, knownAt),
    ...tellBand(span?.said, week < rules.from ? 'before-the-rules' : 'not-published'),
    since: span?.week ?? null,
    basis: said === undefined ? null : { stream: streamOf('entity', entityId), revision: said.revision },
  };
}
