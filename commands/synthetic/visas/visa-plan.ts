// Law: a visa request is planned with who will enter on it, so that no line is used by more people than it was accepted for.
import { addDays, addMonths, type IsoDate } from '../../../domain/standards/calendar.js';
import type { Sex } from '../../../domain/standards/sex.js';
import type { PlannedCompany } from '../companies/planned-company.js';
import { trades, type Post, type Trade } from '../companies/trades.js';
import { workdayAfter } from '../market-line.js';
import { residentNationalities, type MarketNationality } from '../people/nationalities.js';
import type { Chance } from '../seeded-random.js';

/** How a request goes. Visas left over are cancelled, or expire by themselves. */
export type VisaManner = 'issued' | 'rest-cancelled' | 'rejected' | 'bill-lapsed' | 'bill-cancelled';

export interface VisaPlanLine {
  readonly nationality: MarketNationality;
  readonly post: Post;
  readonly sex: Sex;
  readonly count: number;
  /** 0: the line is rejected. */
  readonly accepted: number;
  /** People who will enter on it. */
  readonly used: number;
}

export interface VisaPlan {
  readonly key: string;
  readonly company: PlannedCompany;
  readonly phase: 'establishment' | 'expansion';
  readonly manner: VisaManner;
  readonly requestedOn: IsoDate;
  readonly answeredOn: IsoDate;
  readonly billedOn: IsoDate;
  readonly paidOn: IsoDate;
  readonly issuedOn: IsoDate;
  readonly lines: readonly VisaPlanLine[];
}

/** Most people who enter on one request. */
const ARRIVALS_A_REQUEST = 8;

/** The requests of a company for the people it brings in, and some that come to nothing. */
export function planVisas(company: PlannedCompany, start: IsoDate, chance: Chance, manner: () => VisaManner): readonly VisaPlan[] {
  const { arrivals, foundedInMonth } = company.cast;
  const plans: VisaPlan[] = [];
  for (let left = arrivals, n = 1; left > 0; n += 1) {
    const used = Math.min(left, ARRIVALS_A_REQUEST);
    left -= used;
    // The first request comes early, so that what it leaves over expires within the history.
    const month = n === 1 ? chance.whole(1, 5) : chance.whole(6, 27);
    const established = foundedInMonth === undefined;
    const day = established ? workdayAfter(addMonths(start, month), chance.whole(0, 20)) : workdayAfter(company.registeredOn, 20);
    const phase = established ? 'expansion' : 'establishment';
    const split = splitUse(used, chance);
    plans.push(visaPlan(`${company.key}-visas-${n}`, company, phase, chance.yes(70) ? 'issued' : 'rest-cancelled', day, split, chance));
  }
  if (arrivals >= 8) {
    const day = workdayAfter(addMonths(start, chance.whole(4, 26)), 3);
    plans.push(visaPlan(`${company.key}-visas-vain`, company, 'expansion', manner(), day, [0], chance));
  }
  return plans;
}

/** A request on a day, with one line for each number of people who will enter on it. */
export function visaPlan(
  key: string,
  company: PlannedCompany,
  phase: VisaPlan['phase'],
  manner: VisaManner,
  requestedOn: IsoDate,
  uses: readonly number[],
  chance: Chance,
): VisaPlan {
  const posts: Trade['residents'] = trades[company.cast.trade].residents;
  const nationalities = chance.deck(residentNationalities.filter((one) => one.weight > 2));
  const lines = uses.map((used): VisaPlanLine => {
    const post = chance.weighted(posts.map((one) => [one, one.weight] as const));
    const accepted = used + chance.whole(used === 0 ? 1 : 0, 2);
    const sex = chance.yes(post.women) ? 'female' : 'male';
    return { nationality: nationalities(), post, sex, count: accepted + chance.whole(0, 3), accepted, used };
  });
  const turnedDown = { nationality: nationalities(), post: chance.pick(posts), sex: 'male', count: chance.whole(1, 5), accepted: 0, used: 0 } as const;
  const answeredOn = workdayAfter(requestedOn, chance.whole(2, 9));
  const billedOn = workdayAfter(answeredOn, 1);
  const paidOn = workdayAfter(billedOn, chance.whole(1, 12));
  return {
    key,
    company,
    phase,
    manner,
    requestedOn,
    answeredOn,
    billedOn,
    paidOn,
    issuedOn: workdayAfter(paidOn, 1),
    lines: manner === 'rejected' ? lines.map((line) => ({ ...line, accepted: 0 })) : chance.yes(35) ? [...lines, turnedDown] : lines,
  };
}

/** The day on which the n-th person of a line enters: some weeks after the issue. */
export function entryDay(plan: VisaPlan, chance: Chance): IsoDate {
  return addDays(plan.issuedOn, chance.whole(15, 120));
}

function splitUse(used: number, chance: Chance): readonly number[] {
  if (used < 4) return [used];
  const first = chance.whole(2, used - 2);
  return [first, used - first];
}
