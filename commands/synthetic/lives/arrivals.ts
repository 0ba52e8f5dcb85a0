// Law: who enters on a visa enters some weeks before his work begins, and no earlier than a request of his employer could have led to.
import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import { clearOfSuspension, type Employer } from '../companies/employer.js';
import { workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { FASTEST_DAYS, planVisas, type Arrival, type Entry, type VisaPlan } from '../visas/visa-plan.js';
import { tenureKey } from './telling.js';

/** An entry and its day. */
export interface DatedEntry extends Entry {
  readonly entersOn: Day;
}

/** The visa requests of a company for those whom it brings in, and by tenure who enters on which. Who has no time for a visa is found in the Kingdom. */
export function planArrivals(
  employer: Employer,
  chance: Chance,
): { readonly plans: readonly VisaPlan[]; readonly entries: ReadonlyMap<string, DatedEntry> } {
  const { n: company, posts } = employer.planned;
  const arrivals: Arrival[] = [];
  for (const post of posts) {
    const { nationality, occupation, sex } = post;
    if (isSaudi(nationality) || isGcc(nationality)) continue;
    for (const [tenure, { comes, from }] of post.tenures.entries()) {
      if (comes !== 'visa') continue;
      const entersOn = workdayOn(from - chance.whole(10, 24));
      const inTime = entersOn >= employer.actsFrom + FASTEST_DAYS && clearOfSuspension(employer, entersOn, from - entersOn) === entersOn;
      if (inTime) arrivals.push({ key: tenureKey({ company, post: post.n, tenure }), entersOn, nationality, occupation, sex });
    }
  }
  const { plans, entries } = planVisas(employer, arrivals, chance);
  const days = new Map(arrivals.map(({ key, entersOn }) => [key, entersOn]));
  return { plans, entries: new Map([...entries].map(([key, entry]) => [key, { ...entry, entersOn: days.get(key) ?? 0 }])) };
}
