import type { QuotaRule } from './quota-rule.js';
import type { RuleSetFault } from './rule-set-fault.js';

/** What is wrong with quotas beyond their schema; empty when they are sound. */
export function quotaFaults(quotas: readonly QuotaRule[]): readonly RuleSetFault[] {
  const names = quotas.map(({ profession }) => profession);
  return quotas.flatMap((quota, n) => {
    const at = `quotas/${n}`;
    const { profession, steps, wages } = quota;
    const faults: RuleSetFault[] = [];
    const add = (field: string, fault: string): void => void faults.push({ field: `${at}/${field}`, fault });
    if (names.indexOf(profession) !== n) add('profession', `two quotas of the name ${profession}`);
    if (!rises(steps.map(({ from }) => from))) add('steps', 'days out of order');
    steps.forEach(({ shares }, i) => {
      if (!rises(shares.map(({ workersFrom }) => workersFrom ?? 0))) add(`steps/${i}/shares`, 'numbers of workers out of order');
    });
    if (new Set(wages.map(({ qualification }) => qualification)).size !== wages.length) add('wages', 'two floors of one qualification');
    return faults;
  });
}

function rises<T extends string | number>(values: readonly T[]): boolean {
  return values.every((value, n) => n === 0 || value > (values[n - 1] ?? value));
}
