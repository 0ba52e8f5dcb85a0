// Lines about people and contracts that must be refused, each with its code: what clerks get wrong, and what the rules forbid.
import { addDays, addMonths } from '../../../domain/standards/calendar.js';
import { offerScript } from '../jobs/offer-script.js';
import { bearerOf, change, madeBy, make, workday, workdayAfter, type Script } from '../market-line.js';
import { nationalityOf } from '../people/nationalities.js';
import { register } from '../people/registration.js';
import { companyAt, contractOf, draftData, hired, known, plainJob, type CaseParts, type Scripts } from './case-parts.js';

/** Each case is a script of its own. */
export function refusedContracts(parts: CaseParts): Scripts {
  return [knownTwice(parts), badTerms(parts), lapsedOffer(parts), twoContracts(parts), resignation(parts), shutDoors(parts)];
}

/** The same citizen again, a draft for who was never made, a number that nobody bears. */
function knownTwice(parts: CaseParts): Script {
  const person = parts.people.citizen('male');
  const day = workday(addMonths(parts.start, 4));
  const later = workdayAfter(day, 20);
  const again = `${person.key}-again`;
  const job = plainJob({ ...person, key: again }, companyAt(parts, 0), later);
  return [
    known(person, day),
    register(later, person, { key: again, expect: 'record-exists' }),
    make(later, `${job.key}-of-nobody`, 'DraftContract', draftData(job, addDays(later, 20)), 'created-by-refused'),
    change(
      later,
      `${person.key}-unknown`,
      'RecordWeightingFacts',
      bearerOf('national-id', parts.numbers.nationalId()),
      { weighting: { student: true } },
      'reference-not-found',
    ),
  ];
}

/** Terms that the law does not allow. */
function badTerms(parts: CaseParts): Script {
  const person = parts.people.resident(nationalityOf('IND'), 'male', 'iqama');
  const day = workday(addMonths(parts.start, 5));
  const drafted = workdayAfter(day, 2);
  const startsOn = addDays(drafted, 20);
  const company = companyAt(parts, 2);
  const draft = (key: string, change: Parameters<typeof plainJob>[3], expect: string) =>
    make(drafted, `job-${person.key.slice(3)}-${key}`, 'DraftContract', draftData(plainJob(person, company, drafted, change), startsOn), expect);
  return [
    known(person, day),
    draft('indefinite', { kind: 'indefinite', endsOn: null }, 'contract.non-saudi-needs-term'),
    draft('probation', { probationDays: 200 }, 'contract.probation-too-long'),
    draft('hours', { hoursPerWeek: 60 }, 'contract.hours-beyond-limit'),
  ];
}

/** Silence let the offer lapse; the acceptance comes too late. */
function lapsedOffer(parts: CaseParts): Script {
  const person = parts.people.citizen('female');
  const day = workday(addMonths(parts.start, 7));
  const offer = offerScript(plainJob(person, companyAt(parts, 3), workdayAfter(day, 2)), 'lapsed', parts.chance);
  const contract = contractOf(person);
  return [known(person, day), ...offer.script, change(workdayAfter(day, 20), `${contract}-too-late`, 'AcceptContract', madeBy(contract), {}, 'contract.not-pending')];
}

/** A resident with a contract cannot accept another one; and probation is over after its days. */
function twoContracts(parts: CaseParts): Script {
  const { person, script, agreed } = hired(parts, 'PHL', 4, workday(addMonths(parts.start, 3)));
  const other = { ...plainJob(person, companyAt(parts, 0), workdayAfter(agreed.acceptedOn, 30)), key: `job-${person.key.slice(3)}-other` };
  const day = other.draftedOn;
  const second = `${other.key}-a`;
  return [
    ...script,
    make(day, second, 'DraftContract', draftData(other, addDays(day, 20))),
    change(day, `${second}-sent`, 'SendContract', madeBy(second)),
    change(workdayAfter(day, 2), `${second}-accepted`, 'AcceptContract', madeBy(second), {}, 'contract.resident-has-another'),
    change(
      workdayAfter(agreed.terms.startsOn, 120),
      `${agreed.contract}-probation`,
      'TerminateContract',
      madeBy(agreed.contract),
      { article: '53', by: 'employer' },
      'contract.no-probation',
    ),
  ];
}

/** A resignation is taken back within a week or not at all. */
function resignation(parts: CaseParts): Script {
  const { script, agreed } = hired(parts, 'EGY', 5, workday(addMonths(parts.start, 12)));
  const record = madeBy(agreed.contract);
  const day = workdayAfter(agreed.terms.startsOn, 100);
  return [
    ...script,
    change(day, `${agreed.contract}-resignation`, 'Resign', record),
    change(workdayAfter(day, 10), `${agreed.contract}-back`, 'WithdrawResignation', record, {}, 'contract.withdrawal-too-late'),
  ];
}

/** A suspended company makes no contracts, and a main establishment is not closed before its branches. */
function shutDoors(parts: CaseParts): Script {
  const suspended = parts.companies.find((company) => company.suspension !== null);
  const person = parts.people.citizen('male');
  const open = companyAt(parts, 0);
  const day = workdayAfter(suspended?.suspension?.from ?? parts.start, 4);
  if (suspended === undefined) return [];
  return [
    known(person, workday(addDays(day, -10))),
    make(day, `job-${person.key.slice(3)}-suspended`, 'DraftContract', draftData(plainJob(person, suspended, day), addDays(day, 20)), 'contract.company-not-active'),
    change(
      day,
      `${open.key}-main-closing`,
      'CloseEstablishment',
      madeBy(open.key),
      { establishmentId: open.main.establishment, reason: 'moved' },
      'company.main-establishment-has-branches',
    ),
  ];
}
