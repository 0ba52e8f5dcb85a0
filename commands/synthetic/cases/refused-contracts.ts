// Lines about people and contracts that must be refused, each with its code: what clerks get wrong, and what the rules forbid.
import { partiesOf, type JobTerms } from '../jobs/job.js';
import { drafted, offerLines } from '../jobs/offer-script.js';
import { bearerOf, change, madeBy, spoken, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { personKey } from '../people/person.js';
import { identityOf } from '../population/person-facts.js';
import { register } from '../people/registration.js';
import { workdayOn } from '../population/day.js';
import { monthsAfter } from '../terms-of-days.js';
import { hired, hostAt, inForce, known, LEAD_DAYS, oneCase, plainJob, withFacts, type CaseParts } from './case-parts.js';

/** Days after which silence accepts a resignation. */
const SILENCE_DAYS = 30;

/** Each case is a script of its own. */
export function refusedContracts(parts: CaseParts): readonly Script[] {
  return [knownTwice(parts), badTerms(parts), lapsedOffer(parts), twoContracts(parts), resignation(parts)];
}

/** The same citizen again, a draft for who was never made, a number that nobody bears. */
function knownTwice(parts: CaseParts): Script {
  const person = parts.people.citizen('male');
  const nobody = parts.people.citizen('male');
  const day = workdayOn(monthsAfter(parts.start, 4));
  const later = workdayAfter(day, 20);
  const again = `${personKey(person)}-again`;
  const job = plainJob(person, hostAt(parts, 0), later + LEAD_DAYS, {}, 'of-nobody');
  const draft = drafted(job, `${job.key}-a`, later, 'created-by-refused');
  return oneCase(
    known(person, day),
    register(later, person, { key: again, expect: 'record-exists' }),
    ...spoken(partiesOf(job), [{ ...draft, data: { ...draft.data, employeeId: madeBy(again) } }]),
    change(
      later,
      `${personKey(person)}-unknown`,
      'RecordWeightingFacts',
      bearerOf('national-id', identityOf(nobody).value),
      { weighting: { student: true } },
      'reference-not-found',
    ),
  );
}

/** Terms that the law does not allow. */
function badTerms(parts: CaseParts): Script {
  const person = parts.people.resident('IND', 'male');
  const day = workdayOn(monthsAfter(parts.start, 5));
  const draftedOn = workdayAfter(day, 2);
  const draft = (key: string, change: Partial<JobTerms>, expect: string): readonly MarketLine[] => {
    const job = plainJob(person, hostAt(parts, 2), draftedOn + 20, change, key);
    return spoken(partiesOf(job), [drafted(job, `${job.key}-a`, draftedOn, expect)]);
  };
  return oneCase(
    known(person, day),
    ...draft('indefinite', { kind: 'indefinite', endsOn: null }, 'contract.non-saudi-needs-term'),
    ...draft('probation', { probationDays: 200 }, 'contract.probation-too-long'),
    ...draft('hours', { hoursPerWeek: 60 }, 'contract.hours-beyond-limit'),
  );
}

/** Silence let the offer lapse; the acceptance comes too late. */
function lapsedOffer(parts: CaseParts): Script {
  const person = parts.people.citizen('female');
  const day = workdayOn(monthsAfter(parts.start, 7));
  const draftedOn = workdayAfter(day, 2);
  const job = plainJob(person, hostAt(parts, 3), draftedOn + LEAD_DAYS);
  const contract = `${job.key}-a`;
  return oneCase(
    known(person, day),
    ...spoken(partiesOf(job), [
      ...offerLines(job, draftedOn, 'lapsed', parts.chance).lines,
      change(workdayAfter(day, 20), `${contract}-too-late`, 'AcceptContract', madeBy(contract), {}, 'contract.not-pending'),
    ]),
  );
}

/** A resident with a contract cannot accept another one; and probation is over after its days. */
function twoContracts(parts: CaseParts): Script {
  const hire = hired(parts, parts.people.resident('PHL', 'male'), 4, workdayOn(monthsAfter(parts.start, 3)));
  const { person, employer, lines, agreed, from } = hire;
  const day = workdayAfter(agreed.acceptedOn, 30);
  const other = plainJob(person, hostAt(parts, 0), day + 20, {}, 'other');
  const second = `${other.key}-a`;
  const told = oneCase(
    ...lines,
    ...spoken(partiesOf(other), [
      drafted(other, second, day),
      change(day, `${second}-sent`, 'SendContract', madeBy(second)),
      change(workdayAfter(day, 2), `${second}-accepted`, 'AcceptContract', madeBy(second), {}, 'contract.resident-has-another'),
    ]),
    ...spoken(partiesOf({ person, employer }), [
      change(
        Math.max(workdayAfter(from, 120), workdayAfter(day, 2)),
        `${agreed.contract}-probation`,
        'TerminateContract',
        agreed.record,
        { article: '53', by: 'employer' },
        'contract.no-probation',
      ),
    ]),
  );
  return withFacts(told, inForce(hire));
}

/** A resignation is taken back within a week or not at all. */
function resignation(parts: CaseParts): Script {
  const hire = hired(parts, parts.people.resident('EGY', 'male'), 0, workdayOn(monthsAfter(parts.start, 6)));
  const { person, employer, lines, agreed, from } = hire;
  const day = workdayAfter(from, 100);
  const told = oneCase(
    ...lines,
    ...spoken(partiesOf({ person, employer }), [
      change(day, `${agreed.contract}-resignation`, 'Resign', agreed.record),
      change(workdayAfter(day, 10), `${agreed.contract}-back`, 'WithdrawResignation', agreed.record, {}, 'contract.withdrawal-too-late'),
    ]),
  );
  return withFacts(told, inForce(hire, day + SILENCE_DAYS));
}
