// Lines that must be refused, each with its code: what clerks get wrong, and what the rules forbid.
import { addDays, addMonths, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import { declared } from '../jobs/permit-script.js';
import { offerScript, type Agreed } from '../jobs/offer-script.js';
import { bearerOf, change, madeBy, make, workday, workdayAfter, type Script } from '../market-line.js';
import { nationalityOf } from '../people/nationalities.js';
import type { Person } from '../people/person.js';
import { register } from '../people/registration.js';
import { companyAt, draftData, known, plainJob, type CaseParts, type Scripts } from './case-parts.js';

/** Each case is a script of its own. */
export function refusedCases(parts: CaseParts): Scripts {
  return [knownTwice(parts), badTerms(parts), lapsedOffer(parts), twoContracts(parts), bills(parts), resignation(parts), shutDoors(parts), visas(parts), transfers(parts)];
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

/** One bill at a time, paid in time, and no renewal half a year before the end. */
function bills(parts: CaseParts): Script {
  const company = companyAt(parts, 0);
  const { person, script, agreed } = hired(parts, 'BGD', 0, workday(addMonths(parts.start, 2)));
  const { numbers } = parts;
  const request = (key: string, day: IsoDate): Script[number] =>
    make(day, key, 'RequestWorkPermit', {
      companyId: madeBy(company.key),
      establishmentId: company.main.establishment,
      employeeId: madeBy(person.key),
      contractId: madeBy(agreed.contract),
      occupation: agreed.terms.occupation,
      months: 12,
      ...declared(company),
    });
  const key = `permit-${person.key.slice(3)}`;
  const day = workdayAfter(agreed.acceptedOn, 2);
  const dueOn = addDays(day, 10);
  const overdue = addDays(dueOn, 2);
  const again = workdayAfter(dueOn, 9);
  const paidOn = workdayAfter(again, 2);
  const issuedOn = workdayAfter(paidOn, 1);
  return [
    ...script,
    request(key, day),
    request(`${key}-other`, day),
    change(day, `${key}-bill`, 'BillWorkPermit', madeBy(key), { billNumber: numbers.billNumber(), dueOn }),
    change(day, `${key}-other-bill`, 'BillWorkPermit', madeBy(`${key}-other`), { billNumber: numbers.billNumber() }, 'work-permit.another-bill-open'),
    change(overdue, `${key}-overdue`, 'PayWorkPermitBill', madeBy(key), { reference: numbers.paymentReference(overdue) }, 'work-permit.bill-overdue'),
    change(again, `${key}-other-bill-again`, 'BillWorkPermit', madeBy(`${key}-other`), { billNumber: numbers.billNumber() }),
    change(paidOn, `${key}-other-payment`, 'PayWorkPermitBill', madeBy(`${key}-other`), { reference: numbers.paymentReference(paidOn) }),
    change(issuedOn, `${key}-other-issue`, 'IssueWorkPermit', madeBy(`${key}-other`), { permitNumber: numbers.permitNumber() }),
    change(
      workdayAfter(issuedOn, 90),
      `${key}-other-early`,
      'RenewWorkPermit',
      madeBy(`${key}-other`),
      { months: 12, ...declared(company) },
      'work-permit.renewal-too-early',
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

/** A line of one visa is used once, nobody is granted more than was asked, and an old company is in no establishment phase. */
function visas(parts: CaseParts): Script {
  const company = companyAt(parts, 6);
  const { people, numbers } = parts;
  const day = workday(addMonths(parts.start, 11));
  const key = `${company.key}-visas-one`;
  const line = { nationality: 'NPL', occupation: '741101', sex: 'male', consulate: 'NPKTM', count: 1 };
  const data = { companyId: madeBy(company.key), establishmentId: company.main.establishment, kind: 'temporary', lines: [line] };
  const [first, second] = [nationalityOf('NPL'), nationalityOf('NPL')].map((nationality) => people.resident(nationality, 'male', 'border-number'));
  if (first === undefined || second === undefined) return [];
  const record = madeBy(key);
  const lineId = madeBy(key, 0);
  const issuedOn = workdayAfter(day, 6);
  const enteredOn = workdayAfter(issuedOn, 20);
  const entry = (person: Person, expect?: string): Script[number] =>
    change(enteredOn, `${person.key}-entry`, 'UseVisa', record, { lineId, employeeId: madeBy(person.key), visaNumber: numbers.visaNumber() }, expect);
  const paidOn = workdayAfter(day, 4);
  return [
    make(day, `${key}-phase`, 'RequestVisas', { ...data, phase: 'establishment' }, 'visa.establishment-phase-over'),
    make(day, key, 'RequestVisas', { ...data, phase: 'expansion' }),
    change(workdayAfter(day, 2), `${key}-too-many`, 'AcceptVisaLine', record, { lineId, accepted: 3 }, 'visa.more-than-requested'),
    change(workdayAfter(day, 2), `${key}-line-0`, 'AcceptVisaLine', record, { lineId, accepted: 1 }),
    change(workdayAfter(day, 3), `${key}-bill`, 'BillVisas', record, { billNumber: numbers.billNumber() }),
    change(paidOn, `${key}-payment`, 'PayVisas', record, { reference: numbers.paymentReference(paidOn) }),
    change(issuedOn, `${key}-issue-0`, 'IssueVisas', record, { lineId }),
    register(enteredOn, first),
    register(enteredOn, second),
    entry(first),
    entry(second, 'visa.none-left'),
    change(workdayAfter(enteredOn, 60), `${first.key}-extension`, 'ExtendVisaStay', record, { lineId, employeeId: madeBy(first.key) }),
    change(
      workdayAfter(enteredOn, 65),
      `${first.key}-extension-again`,
      'ExtendVisaStay',
      record,
      { lineId, employeeId: madeBy(first.key) },
      'visa.already-extended',
    ),
  ];
}

/** A citizen is not transferred, and one transfer is open at a time. */
function transfers(parts: CaseParts): Script {
  const { person, script, agreed } = hired(parts, 'YEM', 2, workday(addMonths(parts.start, 14)));
  const citizen = parts.people.citizen('male');
  const job = plainJob(citizen, companyAt(parts, 2), workdayAfter(agreed.acceptedOn, 5));
  const offer = offerScript(job, 'accepted', parts.chance);
  const day = workdayAfter(agreed.terms.startsOn, 200);
  const key = `job-${person.key.slice(3)}-transfer`;
  const asked = (transfer: string, who: Person, contract: string, to: number, expect?: string): Script[number] => {
    const company = companyAt(parts, to);
    const startsOn = addDays(day, 20);
    const terms = { ...agreed.terms, startsOn, endsOn: lastDayOfTerm(startsOn, 24) };
    const data = {
      employeeId: madeBy(who.key),
      fromContractId: madeBy(contract),
      toCompanyId: madeBy(company.key),
      toEstablishmentId: company.main.establishment,
      terms,
    };
    return make(day, transfer, 'RequestTransfer', data, expect);
  };
  return [
    ...script,
    known(citizen, workdayAfter(agreed.acceptedOn, 3)),
    ...offer.script,
    asked(`${key}-of-citizen`, citizen, contractOf(citizen), 1, 'transfer.not-a-resident'),
    asked(key, person, agreed.contract, 1),
    asked(`${key}-second`, person, agreed.contract, 0, 'transfer.another-open'),
    change(workdayAfter(day, 2), `${key}-off`, 'CancelTransfer', madeBy(key), { by: 'employee' }),
  ];
}

function contractOf(person: Person): string {
  return `job-${person.key.slice(3)}-a`;
}

/** A resident who is known from that day on and has a contract some days later. */
function hired(parts: CaseParts, nationality: string, company: number, day: IsoDate): { readonly person: Person; readonly script: Script; readonly agreed: Agreed } {
  const person = parts.people.resident(nationalityOf(nationality), 'male', 'iqama');
  const offer = offerScript(plainJob(person, companyAt(parts, company), workdayAfter(day, 3)), 'accepted', parts.chance);
  if (offer.agreed === null) throw new Error('an accepted offer leads to a contract');
  return { person, script: [known(person, day), ...offer.script], agreed: offer.agreed };
}
