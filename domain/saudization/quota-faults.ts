import type { QuotaRule } from './quota-rule.js';

/** What is wrong with quotas beyond their schema, each with its field first; empty when they are sound. */
export function quotaFaults(quotas: readonly QuotaRule[]): readonly string[] {
  const names = quotas.map(({ profession }) => profession);
  return quotas.flatMap((quota, n) => {
    const at = `quotas/${n}`;
    const { profession, steps, wages } = quota;
    const faults: string[] = [];
    if (names.indexOf(profession) !== n) faults.push(`${at}/profession: two quotas of the name ${profession}`);
    if (!rises(steps.map(({ from }) => from))) faults.push(`${at}/steps: days out of order`);
    steps.forEach(({ shares }, i) => {
      if (!rises(shares.map(({ workersFrom }) => workersFrom ?? 0))) faults.push(`${at}/steps/${i}/shares: numbers of workers out of order`);
    });
    if (new Set(wages.map(({ qualification }) => qualification)).size !== wages.length) faults.push(`${at}/wages: two floors of one qualification`);
    return faults;
  });
}

function rises<T extends string | number>(values: readonly T[]): boolean {
  return values.every((value, n) => n === 0 || value > (values[n - 1] ?? value));
}
