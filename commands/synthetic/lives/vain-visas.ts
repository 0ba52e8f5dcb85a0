import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import type { Employer } from '../companies/employer.js';
import { closesWithin } from '../companies/employer.js';
import type { Script } from '../market-line.js';
import { workdayOn } from '../population/day.js';
import { hasMediumGreen } from '../population/gates.js';
import { visaPlan } from '../visas/visa-plan.js';
import { visaScript } from '../visas/visa-script.js';
import type { Telling } from './telling.js';

/** Workers from whom on a company asks for more than it needs. */
const LEAST_WORKERS = 8;
const LONGEST_DAYS = 120;

/** A request that comes to nothing, of some companies. */
export function* vainVisas(employer: Employer, { chance, cards, numbers, last }: Telling): Generator<Script> {
  const { posts, suspension } = employer.planned;
  const post = posts.find(({ nationality }) => !isSaudi(nationality) && !isGcc(nationality));
  if (posts.length < LEAST_WORKERS || post === undefined || suspension !== null || !hasMediumGreen(employer.planned, last)) return;
  const manner = cards.vainVisas();
  const from = employer.actsFrom + LONGEST_DAYS;
  if (manner === null || from > last) return;
  const day = workdayOn(chance.whole(from, last));
  if (closesWithin(employer, day, LONGEST_DAYS)) return;
  const { nationality, occupation, sex } = post;
  yield visaScript(visaPlan(`${employer.key}-visas-vain`, employer, day, manner, [{ nationality, occupation, sex, used: 0 }], chance), numbers);
}
