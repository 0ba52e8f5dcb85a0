// Law: who enters on a visa enters some weeks before his work begins, and no earlier than a request of his employer could have led to.
import { visaKinds, type VisaKind } from '../../../domain/rules/visa-rules.js';
import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import { clearOfSuspension, type Employer } from '../companies/employer.js';
import { workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { FASTEST_DAYS, planVisas, type Arrival, type Entry, type VisaPlan } from '../visas/visa-plan.js';
import { tenureKey } from './telling.js';

/** An entry, on which kind of visa, and its day. */
export interface DatedEntry extends Entry {
  readonly kind: VisaKind;
  readonly entersOn: Day;
}

/** The visa requests of a company for those whom it brings in, and by tenure who enters on which. Who has no time for a visa is found in the Kingdom. */
export function planArrivals(
  employer: Employer,
  chance: Chance,
): { readonly plans: readonly VisaPlan[]; readonly entries: ReadonlyMap<string, DatedEntry> } {
  const arrivals = arrivalsOf(employer, chance);
  const days = new Map(arrivals.map(({ key, entersOn }) => [key, entersOn]));
  const plans: VisaPlan[] = [];
  const dated = new Map<string, DatedEntry>();
  for (const kind of visaKinds) {
    const planned = planVisas(employer, arrivals.filter((one) => one.kind === kind), kind, chance);
    plans.push(...planned.plans);
    for (const [key, entry] of planned.entries) dated.set(key, { ...entry, kind, entersOn: days.get(key) ?? 0 });
  }
  return { plans, entries: dated };
}

function arrivalsOf(employer: Employer, chance: Chance): readonly (Arrival & { readonly kind: VisaKind })[] {
  const { n: company, posts } = employer.planned;
  const arrivals: (Arrival & { readonly kind: VisaKind })[] = [];
  for (const post of posts) {
    const { nationality, occupation, sex, visaKind: kind } = post;
    if (isSaudi(nationality) || isGcc(nationality)) continue;
    for (const [tenure, { comes, from }] of post.tenures.entries()) {
      if (comes !== 'visa') continue;
      const entersOn = workdayOn(from - chance.whole(10, 24));
      const inTime = entersOn >= employer.actsFrom + FASTEST_DAYS && clearOfSuspension(employer, entersOn, from - entersOn) === entersOn;
      if (inTime) arrivals.push({ key: tenureKey({ company, post: post.n, tenure }), kind, entersOn, nationality, occupation, sex });
    }
  }
  return arrivals;
}
