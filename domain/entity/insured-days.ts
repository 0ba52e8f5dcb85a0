// Law: what somebody is insured with on a day is what the register says of that day; days of a registration that was made void are no days.
import type { InsuranceState, InsuredParties, InsuredTerms } from '../insurance/state.js';
import { isCategory, type Category } from '../saudization/category.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { halalasOf } from '../standards/money.js';
import { firstDayOf, lastDayOf, monthOfDay, toIsoMonth, type IsoMonth } from '../standards/month.js';

/** What of a registration counts: whose, where, and its days; none of one that was made void. */
export interface InsuranceFacts extends InsuredParties {
  readonly terms: InsuredTerms | null;
  readonly hours: Readonly<Record<IsoMonth, number>>;
}

/** What the register says of a day. */
export interface InsuredDay {
  readonly since: IsoDate;
  /** SAR a month. */
  readonly wage: number;
  /** Hours of the day’s month; null where it is no flexible work. */
  readonly hours: number | null;
  readonly categories: readonly Category[];
}

/** What of a registration counts; null before there is one. */
export function insuranceFactsOf({ status, parties, terms, hours }: InsuranceState): InsuranceFacts | null {
  return parties === null ? null : { ...parties, terms: status === 'voided' ? null : terms, hours };
}

/** The registration that holds on a day: of several, the oldest. */
export function insuredOn(registrations: readonly InsuranceFacts[], day: IsoDate): InsuredDay | undefined {
  const held = registrations.filter(({ terms }) => terms !== null && terms.from <= day && (terms.to === null || day <= terms.to));
  const [oldest] = [...held].sort((a, b) => ((a.terms?.from ?? '') < (b.terms?.from ?? '') ? -1 : 1));
  if (oldest?.terms == null) return undefined;
  const { flexible, from, wages } = oldest.terms;
  const wage = wages.findLast((one) => one.from <= day) ?? wages[0];
  // Hours that nobody told of are none.
  return { since: from, wage: Number(halalasOf(wage.wage)) / 100, hours: flexible ? (oldest.hours[monthOfDay(day)] ?? 0) : null, categories: insuredAs(oldest) };
}

/** What the register says of how he works there. */
export function insuredAs({ terms }: InsuranceFacts): readonly Category[] {
  if (terms === null) return [];
  return [...(isCategory(terms.capacity) ? [terms.capacity] : []), ...(terms.flexible ? (['flexible'] as const) : [])];
}

/** The days on which what the register says turns. */
export function insuranceTurns(registrations: readonly InsuranceFacts[]): readonly IsoDate[] {
  return registrations.flatMap(({ terms, hours }) => {
    if (terms === null) return [];
    const months = terms.flexible ? Object.keys(hours).map(toIsoMonth) : [];
    return [
      ...terms.wages.map(({ from }) => from),
      ...(terms.to === null ? [] : [addDays(terms.to, 1)]),
      ...months.flatMap((month) => [firstDayOf(month), addDays(lastDayOf(month), 1)]),
    ];
  });
}
