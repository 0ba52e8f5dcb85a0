// Law: a decision sees of a band what was told of it up to the last week that was to be closed before its day, or that this is not closed yet.
import { bandOf, spanOf, type BandTimeline } from '../entity/band-timeline.js';
import { entityRecord } from '../entity/record-type.js';
import type { RecordBasis } from '../ledger/basis.js';
import { streamOf } from '../ledger/stream-name.js';
import type { BandOrNone } from '../saudization/band.js';
import type { RuleSet } from '../saudization/rule-set.js';
import type { IsoDate } from '../standards/calendar.js';

/** What a decision knows of an entity's band. */
export type BandFact =
  /** No week was to be closed before the day: the rule set has not begun, or the first week is not over. */
  | { readonly kind: 'none' }
  /** The last week that was to be closed is not. */
  | { readonly kind: 'overdue'; readonly week: IsoDate }
  | ToldBand;

/** All that was told of an entity, and the week by which it is judged. */
export interface ToldBand {
  readonly kind: 'told';
  readonly entityId: string;
  /** Last day of the last week that was closed before the day. */
  readonly week: IsoDate;
  /** The rule set of the day: what a band allows. */
  readonly rules: RuleSet;
  readonly spans: BandTimeline['spans'];
}

/** Where no band is asked, or none can be known. */
export const noBand: BandFact = { kind: 'none' };

/** The band in the week by which it is judged; of an entity that was never told of, none. */
export function bandIn({ spans, week }: ToldBand): BandOrNone {
  return bandOf({ spans }, week)?.band ?? 'NOT_RATED';
}

/** The event that told the band: an entity's stream holds nothing else, so the n-th telling is that of revision n. */
export function toldBy({ entityId, spans, week }: ToldBand): RecordBasis {
  const span = spanOf({ spans }, week);
  return { stream: streamOf(entityRecord.category, entityId), revision: span === undefined ? -1 : spans.indexOf(span) };
}
