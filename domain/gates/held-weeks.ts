// Law: who must have held a band is asked week by week, as each was told last; a week without a band breaks what follows on end.
import { bandOf } from '../entity/band-timeline.js';
import { compareBands, type Band } from '../saudization/band.js';
import { gatesOf } from '../saudization/gate-rules.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { ToldBand } from './band-fact.js';

/** For how long an entity has stood in a band or a better one. */
export interface HeldWeeks {
  /** Weeks on end up to the week by which it is judged. */
  readonly onEnd: number;
  /** Weeks among those that the rule set looks at. */
  readonly within: number;
  /** Whether that is enough. */
  readonly enough: boolean;
}

/** How long the band was held, up to the week by which it is judged. */
export function heldWeeks({ spans, week, rules }: ToldBand, band: Band): HeldWeeks {
  const { onEnd: neededOnEnd, of, shortHistory } = gatesOf(rules).held;
  const first = spans.map((span) => span.week).reduce<IsoDate | null>((least, one) => (least === null || one < least ? one : least), null);
  const most = Math.max(neededOnEnd, of.within);
  let [told, onEnd, within] = [0, 0, 0];
  for (let at = week; first !== null && at >= first && told < most; at = addDays(at, -7)) {
    const said = bandOf({ spans }, at)?.band ?? 'NOT_RATED';
    const holds = said !== 'NOT_RATED' && compareBands(said, band) >= 0;
    if (holds && onEnd === told) onEnd += 1;
    if (holds && told < of.within) within += 1;
    told += 1;
  }
  const asked = shortHistory === 'all-there-are' && told > 0 ? Math.min(neededOnEnd, told) : neededOnEnd;
  return { onEnd, within, enough: onEnd >= asked || within >= of.weeks };
}
