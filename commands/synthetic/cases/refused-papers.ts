// Lines about permits, visas and transfers that must be refused, each with its code.
import { addDays, addMonths, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import { offerScript } from '../jobs/offer-script.js';
import { declared } from '../jobs/permit-script.js';
import { change, madeBy, make, workday, workdayAfter, type Script } from '../market-line.js';
import { nationalityOf } from '../people/nationalities.js';
import type { Person } from '../people/person.js';
import { register } from '../people/registration.js';
import { companyAt, contractOf, hired, known, plainJob, type CaseParts, type Scripts } from './case-parts.js';

/** Each case is a script of its own. */
export function refusedPapers(parts: CaseParts): Scripts {
  return [bills(parts), visas(parts), transfers(parts)];
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
