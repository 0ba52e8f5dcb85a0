// Law: a service asks for a band in the last week that was closed before the day: too low a band is refused, no band asks nothing, and a week overdue decides nothing.
import { spanOf } from '../entity/band-timeline.js';
import type { RecordBasis, RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { compareBands, type Band } from '../saudization/band.js';
import { distanceTo, type BandDistance } from '../saudization/distance.js';
import { gatesOf, leastBand, type GatedService } from '../saudization/gate-rules.js';
import { bandIn, toldBy, type BandFact, type ToldBand } from './band-fact.js';
import { heldWeeks } from './held-weeks.js';

/** Seconds after which it may be sent again: weeks are closed right after midnight, in the order in which they ended. */
const RETRY_AFTER_SECONDS = 5;

/** What a gate says, and what an accepted event rests on. */
export interface GateAnswer {
  readonly fault: Refused | null;
  readonly rules: readonly RuleUse[];
  /** `nitaqat-band` where the gate stood open because nothing is rated; of a current employer `current-employer-band`. */
  readonly unknown: readonly string[];
  /** The event that told the band. */
  readonly records: readonly RecordBasis[];
}

const open: GateAnswer = { fault: null, rules: [], unknown: ['nitaqat-band'], records: [] };

/**
 * Asks the gate of a service. `record` begins the code: `work-permit`, `visa`. `pointer` names the field that led to the entity.
 * An entity that no week rates passes: a new owner can begin.
 */
export function askGate(record: string, service: GatedService, fact: BandFact, pointer?: string): GateAnswer {
  if (fact.kind === 'none') return open;
  if (fact.kind === 'overdue') return { ...open, fault: overdue(fact) };
  const answer = basisOf(fact);
  const band = bandIn(fact);
  if (band === 'NOT_RATED') return { ...answer, unknown: ['nitaqat-band'] };
  const needed = leastBand(fact.rules, service);
  if (compareBands(band, needed) < 0) return { ...answer, fault: tooLow(record, fact, band, needed, pointer) };
  return { ...answer, fault: service === 'receiveTransfer' ? notHeld(record, fact, band, needed, pointer) : null };
}

/** Whether an employer’s band lets its workers leave without its consent. `fault`: only where that cannot be told yet. */
export function askLeaving(fact: BandFact): GateAnswer & { readonly leaves: boolean } {
  const unrated = { unknown: ['current-employer-band'], leaves: false };
  if (fact.kind === 'none') return { ...open, ...unrated };
  if (fact.kind === 'overdue') return { ...open, ...unrated, fault: overdue(fact) };
  const answer = basisOf(fact);
  const [band, worst] = [bandIn(fact), gatesOf(fact.rules).leaveWithoutConsent];
  if (band === 'NOT_RATED') return { ...answer, ...unrated };
  return { ...answer, leaves: worst !== null && compareBands(band, worst) <= 0 };
}

function basisOf(fact: ToldBand): GateAnswer {
  const { name, version } = fact.rules;
  return { fault: null, rules: [{ rule: name, version }], unknown: [], records: [toldBy(fact)] };
}

function overdue({ week }: { readonly week: string }): Refused {
  const said = refuse('saudization.week-not-closed', `The week that ended on ${week} is not closed yet: its bands are being told.`, 'Send it again once it is.');
  return { ...said, retryAfter: RETRY_AFTER_SECONDS };
}

function tooLow(record: string, fact: ToldBand, band: Band, needed: Band, pointer: string | undefined): Refused {
  const { heads, ratio } = distanceOf(fact, needed);
  const detail = `The employer’s entity is in ${band} by the week that ended on ${fact.week}, and ${needed} is needed.`;
  const clears = heads === null ? `Reach ${needed}.` : `Reach ${needed}: ${heads} more Saudis of full weight did it when the band was told.`;
  return refused(`${record}.band-too-low`, detail, clears, fact, pointer, { band, bandNeeded: needed, distance: { heads, ratio } });
}

function notHeld(record: string, fact: ToldBand, band: Band, needed: Band, pointer: string | undefined): Refused | null {
  const { onEnd, within, enough } = heldWeeks(fact, needed);
  if (enough) return null;
  const { onEnd: weeks, of } = gatesOf(fact.rules).held;
  const detail = `The employer’s entity has held ${needed} for ${onEnd} weeks on end, and in ${within} of ${of.within}.`;
  const clears = `Hold it for ${weeks} weeks on end, or in ${of.weeks} of ${of.within}.`;
  const members = { band, bandNeeded: needed, distance: { heads: 0, ratio: 0 }, weeksHeld: { onEnd, within } };
  return refused(`${record}.band-not-held`, detail, clears, fact, pointer, members);
}

type More = NonNullable<Refused['members']>;

function refused(code: string, detail: string, clears: string, { rules, week }: ToldBand, pointer: string | undefined, members: More): Refused {
  const rule = { rule: rules.name, version: rules.version };
  return refuse(code, detail, clears, { rule, members: { ...members, week }, ...(pointer === undefined ? {} : { pointer }) });
}

/** By the sums with which the band was told: those of later weeks in the same band are not in the log. */
function distanceOf({ rules, spans, week }: ToldBand, band: Band): Pick<BandDistance, 'heads' | 'ratio'> {
  const said = spanOf({ spans }, week)?.said;
  if (said === undefined || said.ratio === null) return { heads: null, ratio: null };
  const { curve: activity, x, saudis, expats, thresholds } = said;
  return distanceTo(rules, { activity, day: week, x, saudis, expats }, band, thresholds);
}
