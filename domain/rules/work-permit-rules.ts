// The dated limits, fee and levy of work permits.
import { toIsoDate } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Terms in months for which a permit is issued or renewed. Stated for the iqama, which runs with the permit. */
export const permitTerms: RuleTable<readonly number[]> = ruleTable('work-permit.terms', '1', [
  { from: '2018-01-01', value: [3, 6, 9, 12, 15, 18, 21, 24], source: 'specification of the residence-permit service; terms of the iqama', confidence: 'T' },
]);

/** Days after arrival within which the first permit is issued; it comes before the iqama. */
export const permitFirstIssue: RuleTable<{ readonly days: number }> = ruleTable('work-permit.first-issue', '1', [
  { from: '2018-01-01', value: { days: 90 }, source: 'qiwa.sa, work permits', confidence: 'O' },
]);

/** A permit is renewed when at most so many days are left. */
export const permitRenewalWindow: RuleTable<{ readonly days: number }> = ruleTable('work-permit.renewal-window', '1', [
  { from: '2018-01-01', value: { days: 180 }, source: 'qiwa.sa, work permits', confidence: 'O' },
]);

/** Fee of a permit for each three months. */
export const permitFee: RuleTable<{ readonly perQuarter: Money }> = ruleTable('work-permit.fee', '1', [
  { from: '2018-01-01', value: { perQuarter: fromRiyals(25) }, source: 'press: SAR 100 a year, 25 for three months', confidence: 'S' },
]);

/** Levy a month for an expatriate within the number of Saudis, and for one beyond it. */
export interface LevyRates {
  readonly withinSaudis: Money;
  readonly beyondSaudis: Money;
}

/** The levy. */
export const permitLevy: RuleTable<LevyRates> = ruleTable('work-permit.levy', '1', [
  {
    from: '2018-01-01',
    value: { withinSaudis: fromRiyals(300), beyondSaudis: fromRiyals(400) },
    source: 'levy plan of 2018 to 2020, first year',
    confidence: 'G',
  },
  {
    from: '2019-01-01',
    value: { withinSaudis: fromRiyals(500), beyondSaudis: fromRiyals(600) },
    source: 'levy plan of 2018 to 2020, second year',
    confidence: 'G',
  },
  {
    from: '2020-01-01',
    value: { withinSaudis: fromRiyals(700), beyondSaudis: fromRiyals(800) },
    source: 'press: 700 up to the number of Saudis, 800 for each beyond',
    confidence: 'S',
  },
]);

/** `per-head`: each expatriate's own rate by place; `whole-establishment`: one rate for all, by whether expatriates outnumber Saudis. */
export type LevyMethod = 'per-head' | 'whole-establishment';

/** How the rate is chosen; the sources differ. */
export const permitLevyMethod: RuleTable<LevyMethod> = ruleTable('work-permit.levy-method', '1', [
  { from: '2018-01-01', value: 'per-head', source: 'press; some texts apply one rate to the whole establishment', confidence: 'S' },
]);

/** Whether licensed industry pays no levy. That the State bore it in earlier years is not modelled. */
export const industryRelief: RuleTable<{ readonly exempt: boolean }> = ruleTable('work-permit.industry-relief', '1', [
  { from: '2018-01-01', value: { exempt: false }, source: 'before the cancellation', confidence: 'S' },
  { from: '2025-12-17', value: { exempt: true }, source: 'SPA N2468180: levy of licensed industry cancelled', confidence: 'S' },
]);

/** Expatriates of a small establishment that are exempt from the levy. */
export interface SmallRelief {
  /** Most workers, Saudis and expatriates, of a small establishment. */
  readonly workers: number;
  /** Exempt when the owner works full time in it. */
  readonly exemptWithOwner: number;
  /** Exempt when the owner and at least one more Saudi work in it. */
  readonly exemptWithOwnerAndSaudi: number;
}

/** Relief of small establishments; null: none. Its last day is taken to be 14 Shaaban 1448 itself; the first day is not stated. */
export const smallRelief: RuleTable<SmallRelief | null> = ruleTable<SmallRelief | null>('work-permit.small-relief', '1', [
  { from: '2018-01-01', value: { workers: 9, exemptWithOwner: 2, exemptWithOwnerAndSaudi: 4 }, source: 'press on the relief of small establishments', confidence: 'S' },
  { from: '2027-01-22', value: null, source: 'Okaz: the relief ends on 14 Shaaban 1448 (21 January 2027)', confidence: 'S' },
]);

/** Skill level of a permit by major group of the occupation, and the greatest age at the basic level. */
export interface SkillLevels {
  readonly high: readonly string[];
  readonly skilled: readonly string[];
  readonly basic: readonly string[];
  readonly basicMaximumAge: number;
  /** First day for workers who are new; those who have a permit already are measured from the entry's first day. */
  readonly newWorkersFrom: IsoDate;
}

/** Skill levels (resolution 4602), for new workers from 1 July 2025 and existing ones from 18 June 2025; null before. The wage thresholds and points of the high level are not public, so the major group alone decides. */
export const skillLevels: RuleTable<SkillLevels | null> = ruleTable<SkillLevels | null>('work-permit.skill-levels', '1', [
  { from: '2018-01-01', value: null, source: 'before resolution 4602', confidence: 'S' },
  {
    from: '2025-06-18',
    value: { high: ['1', '2', '3'], skilled: ['4', '5', '6', '7', '8'], basic: ['9'], basicMaximumAge: 60, newWorkersFrom: toIsoDate('2025-07-01') },
    source: 'ministerial resolution 4602',
    confidence: 'S',
  },
]);
