// Law: terms are measured against the rules of the day on which they are agreed, by the worker's nationality.
import type { RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { minimumAge, nonSaudiDefaultTerm, probation } from '../rules/contract-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { workingHours } from '../rules/working-terms-rules.js';
import { addDays, daysBetween, lastDayOfTerm, type IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import type { ContractTerms } from './terms.js';

/** Terms that may stand, with the rules they were measured against. */
export interface SoundTerms {
  readonly kind: 'sound';
  readonly terms: ContractTerms;
  readonly rules: readonly RuleUse[];
}

/** The worker as far as terms depend on who works. */
export interface Worker {
  readonly nationality: string;
  readonly birthYear: number | null;
}

const at = (field: string, rule?: RuleUse) => ({ pointer: `/terms/${field}`, ...(rule === undefined ? {} : { rule }) });

/** The terms with their end as the law has it: a non-Saudi's contract is for a term, of a year where it states none (Art. 37). */
function withTerm(terms: ContractTerms, worker: Worker, day: IsoDate): SoundTerms | Refused {
  const fixedByLaw = !isSaudi(worker.nationality);
  const { value, use } = ruleAt(nonSaudiDefaultTerm, day);
  if (terms.kind === 'indefinite') {
    if (fixedByLaw) {
      return refuse(
        'contract.non-saudi-needs-term',
        'The contract of a non-Saudi is for a fixed term.',
        'State a fixed term, or leave its end to the law.',
        at('kind', use),
      );
    }
    if (terms.endsOn === null) return { kind: 'sound', terms, rules: [] };
    return refuse(
      'contract.indefinite-with-end',
      'An indefinite contract has no last day.',
      'Leave out the last day, or state a fixed term.',
      at('endsOn'),
    );
  }
  if (terms.endsOn === null) {
    if (!fixedByLaw) return refuse('contract.term-without-end', 'A fixed term needs its last day.', 'State the last day.', at('endsOn'));
    const endsOn = lastDayOfTerm(terms.startsOn, value.months);
    return { kind: 'sound', terms: { ...terms, endsOn }, rules: [use] };
  }
  if (terms.endsOn < terms.startsOn) {
    return refuse(
      'contract.ends-before-start',
      'The last day lies before the first.',
      'State a last day on or after the first.',
      at('endsOn'),
    );
  }
  return { kind: 'sound', terms, rules: [] };
}

/** The terms as they may stand on the day, with the rules used, or why they may not. `extended`: both agreed on a longer probation later. */
export function checkTerms(
  input: ContractTerms,
  worker: Worker,
  day: IsoDate,
  probationMay: 'begin' | 'be-extended' = 'begin',
): SoundTerms | Refused {
  const termed = withTerm(input, worker, day);
  if (termed.kind === 'refused') return termed;
  const { terms } = termed;

  const trial = ruleAt(probation, day);
  const longest = trial.value.days + (probationMay === 'be-extended' ? trial.value.extensionDays : 0);
  if (terms.probationDays > longest) {
    return refuse(
      'contract.probation-too-long',
      `Probation is longer than ${longest} days.`,
      `State at most ${longest} days.`,
      at('probationDays', trial.use),
    );
  }
  if (terms.endsOn !== null && terms.probationDays > daysBetween(terms.startsOn, terms.endsOn) + 1) {
    return refuse(
      'contract.probation-beyond-term',
      'Probation is longer than the term.',
      'State a shorter probation.',
      at('probationDays'),
    );
  }

  const hours = ruleAt(workingHours, day);
  if (terms.hoursPerWeek > hours.value.perWeek) {
    return refuse(
      'contract.hours-beyond-limit',
      `More than ${hours.value.perWeek} hours a week.`,
      `State at most ${hours.value.perWeek} hours.`,
      at('hoursPerWeek', hours.use),
    );
  }

  const age = ruleAt(minimumAge, day);
  // Only the year of birth is open: refused when the person cannot have reached the age in the year of the first day.
  if (worker.birthYear !== null && Number(terms.startsOn.slice(0, 4)) - worker.birthYear < age.value.years) {
    return refuse(
      'contract.below-minimum-age',
      'The employee is below the age of employment on the first day.',
      'State a later first day.',
      at('startsOn', age.use),
    );
  }
  return { kind: 'sound', terms, rules: [...termed.rules, trial.use, hours.use, age.use] };
}

/** Whether the worker was on probation with this employer before is not known: a second one needs another job or some months between (Art. 54). */
export function unknownOfProbation(terms: ContractTerms): readonly string[] {
  return terms.probationDays === 0 ? [] : ['earlier-probation'];
}

/** Last day of probation by the terms; null without probation. */
export function probationEnd(terms: ContractTerms): IsoDate | null {
  return terms.probationDays === 0 ? null : addDays(terms.startsOn, terms.probationDays - 1);
}
