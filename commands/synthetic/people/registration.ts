import type { WeightingInput } from '../../../domain/employee/commands.js';
import type { Category } from '../../../domain/saudization/category.js';
import { isSaudi } from '../../../domain/standards/nationality.js';
import { make, type MarketLine } from '../market-line.js';
import { isoDay } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import { described, personKey } from './person.js';
import { borderNumberOf, identityOf } from '../population/person-facts.js';

/** What a registration tells beside the person. */
export interface RegistrationMore {
  /** Last valid day of the iqama; null: he arrives under a border number. For who is no citizen. */
  readonly expiresOn?: Day | null;
  readonly weighting?: Readonly<Record<string, unknown>>;
  readonly expect?: string;
  /** Key of the line, when it is not the one that makes the person's record. */
  readonly key?: string;
  /** Another number than his own: somebody mistook it. */
  readonly document?: { readonly scheme: 'iqama' | 'border-number'; readonly value: string };
}

/** The line that makes a person known to the market. */
export function register(day: Day, person: PlannedPerson, more: RegistrationMore = {}): MarketLine {
  const { expiresOn = null, weighting, key = personKey(person), expect } = more;
  const told = { ...described(person), ...(weighting === undefined ? {} : { weighting }) };
  const { value } = identityOf(person);
  if (isSaudi(person.nationality)) return make(day, key, 'RegisterCitizen', { nationalId: value, ...told }, expect);
  const own = more.document ?? (expiresOn === null ? { scheme: 'border-number', value: borderNumberOf(person) } : { scheme: 'iqama', value });
  const document = expiresOn === null ? own : { ...own, expiresOn: isoDay(expiresOn) };
  return make(day, key, 'RegisterResident', { document, nationality: person.nationality, ...told }, expect);
}

const factsOfCategory: Partial<Readonly<Record<Category, WeightingInput>>> = {
  disabled: { disability: true, ableToWork: true },
  'released-prisoner': { releasedPrisoner: true },
  'social-investment': { socialInvestment: true },
  student: { student: true },
  'mother-or-widow-of-saudi': { motherOrWidowOfSaudi: true },
  'child-of-saudi-woman': { childOfSaudiWoman: true },
  'displaced-tribe': { specialGroup: 'displaced-tribe' },
};

/** The facts for the head-count weights that follow from how he counts; undefined where there are none. */
export function weightingOf(categories: readonly Category[]): WeightingInput | undefined {
  const facts = categories.flatMap((category) => Object.entries(factsOfCategory[category] ?? {}));
  return facts.length === 0 ? undefined : Object.fromEntries(facts);
}
