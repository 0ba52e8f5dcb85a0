// The dated limits of contributory wages.
import { fromRiyals, type Money } from '../standards/money.js';
import { ruleTable, type RuleTable } from './rule-table.js';

/** The least and the most that a contributory wage can be, a month. */
export interface ContributoryWageLimits {
  /** Of a citizen; of others no least was seen. Flexible work is paid by the hour and has none. */
  readonly leastOfCitizens: Money;
  readonly most: Money;
}

/** Limits of the base of social insurance: basic wage and housing. */
export const contributoryWageLimits: RuleTable<ContributoryWageLimits> = ruleTable('insurance.contributory-wage', '1', [
  {
    from: '2018-01-01',
    value: { leastOfCitizens: fromRiyals(1_500), most: fromRiyals(45_000) },
    source: 'social insurance: base of basic wage and housing, 1,500 to 45,000',
    confidence: 'G',
  },
]);
