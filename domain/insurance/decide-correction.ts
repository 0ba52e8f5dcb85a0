// Law: a correction tells the whole spell anew, and takes effect on the first day on which it reads otherwise than before.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import type { RuleUse } from '../ledger/basis.js';
import type { CorrectInsurance, VoidInsurance } from './commands.js';
import type { InsuranceEvent } from './events.js';
import { firstDifference } from './first-difference.js';
import type { InsuranceFacts } from './insurance-facts.js';
import { spanFault } from './insured-span.js';
import { standingInsurance } from './standing.js';
import type { InsuranceState, InsuredTerms, WageSince } from './state.js';
import { wageWithin } from './wage-limits.js';

/** Replaces what a registration says. Whose it is and where stays: a registration of somebody else is made void. */
export function decideCorrection({ data }: CorrectInsurance, state: InsuranceState, facts: InsuranceFacts): Decision<InsuranceEvent> {
  const standing = standingInsurance(state);
  if (standing.kind === 'refused') return standing;
  const { capacity, flexible, from, to = null, reason, corrects = null } = data;
  const refused = spanFault({ from, to }, facts) ?? wagesFault(data, facts);
  if (refused !== null) return refused;
  const rules: RuleUse[] = [];
  for (const [n, wage] of data.wages.entries()) {
    const limits = wageWithin(wage, { citizen: facts.employee.citizen, flexible }, `/wages/${n}/wage`);
    if (limits.kind === 'refused') return limits;
    if (!rules.some((use) => use.version === limits.use.version)) rules.push(limits.use);
  }
  // The schema lets no empty list through.
  const wages = data.wages as [WageSince, ...WageSince[]];
  const effectiveOn = firstDifference(standing.terms, { capacity, flexible, from, to, wages } satisfies InsuredTerms);
  if (effectiveOn === null) return refuse('insurance.unchanged', 'The registration reads so.', 'Nothing: it stands.');
  return accept(
    [
      {
        type: 'InsuranceCorrected',
        data: {
          effectiveOn: effectiveOn > facts.today ? facts.today : effectiveOn,
          ...standing.parties,
          capacity,
          flexible,
          from,
          to,
          wages: [...wages],
          reason,
          correctedEventId: corrects,
        },
      },
    ],
    { rules },
  );
}

function wagesFault({ from, to, wages }: CorrectInsurance['data'], { today }: InsuranceFacts): Refused | null {
  if (wages[0]?.from !== from) {
    return refuse('insurance.first-wage-day', 'The first wage does not begin on the first insured day.', 'Begin the first wage on that day.', { pointer: '/wages/0/from' });
  }
  const end = to ?? today;
  for (const [n, one] of wages.entries()) {
    const before = n === 0 ? undefined : wages[n - 1];
    const pointer = `/wages/${n}/from`;
    if (before !== undefined && one.from <= before.from) {
      return refuse('insurance.wages-out-of-order', 'The wages do not follow one another.', 'Give them in the order of their days, one a day.', { pointer });
    }
    if (one.from > end) {
      return refuse('insurance.wage-after-end', `The wage begins after ${end}.`, 'Give a day on which he was insured.', { pointer });
    }
  }
  return null;
}

/** Takes a registration back: it never was. */
export function decideVoiding({ data }: VoidInsurance, state: InsuranceState): Decision<InsuranceEvent> {
  const standing = standingInsurance(state);
  if (standing.kind === 'refused') return standing;
  return accept([{ type: 'InsuranceVoided', data: { effectiveOn: standing.terms.from, ...standing.parties, reason: data.reason } }]);
}
