// Lines about permits, visas and transfers that must be refused, each with its code.
import { declared } from '../jobs/permit-script.js';
import { partiesOf } from '../jobs/job.js';
import { change, madeBy, make, spoken, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { consulateOf } from '../people/consulates.js';
import { personKey, recordOf } from '../people/person.js';
import { register } from '../people/registration.js';
import { isoDay, workdayOn } from '../population/day.js';
import { hasMediumGreen } from '../population/gates.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import { lastOfTerm, monthsAfter } from '../terms-of-days.js';
import { partiesOfTransfer, requested, termsFrom } from '../transfers/transfer-script.js';
import { hired, hostAt, inForce, mainOf, oneCase, permitData, withFacts, type CaseHire, type CaseParts } from './case-parts.js';

/** Days after a first request on which somebody is asked for again. */
const SILENT_AFTER_DAYS = 20;

/** Each case is a script of its own. */
export function refusedPapers(parts: CaseParts): readonly Script[] {
  return [...bills(parts), ...visas(parts), ...transfers(parts)];
}

/** One bill at a time, paid in time, and no renewal half a year before the end. */
function bills(parts: CaseParts): readonly Script[] {
  const hire = hired(parts, parts.people.resident('BGD', 'male'), 0, workdayOn(monthsAfter(parts.start, 2)));
  const { person, employer, lines, agreed } = hire;
  const { numbers } = parts;
  const request = (key: string, day: Day): MarketLine => make(day, key, 'RequestWorkPermit', permitData(hire, declared(employer)));
  const reference = (day: Day): object => ({ reference: numbers.paymentReference(isoDay(day)) });
  const key = `case-permit-${person.n}`;
  const other = `${key}-other`;
  const day = workdayAfter(agreed.acceptedOn, 2);
  const dueOn = day + 10;
  const overdue = dueOn + 2;
  const again = workdayAfter(dueOn, 9);
  const paidOn = workdayAfter(again, 2);
  const issuedOn = workdayAfter(paidOn, 1);
  const early = workdayAfter(issuedOn, 90);
  if (!hasMediumGreen(employer.planned, early)) return [];
  const told = oneCase(
    ...lines,
    ...spoken(partiesOf({ person, employer }), [
      request(key, day),
      request(other, day),
      change(day, `${key}-bill`, 'BillWorkPermit', madeBy(key), { billNumber: numbers.billNumber(), dueOn: isoDay(dueOn) }),
      change(day, `${other}-bill`, 'BillWorkPermit', madeBy(other), { billNumber: numbers.billNumber() }, 'work-permit.another-bill-open'),
      change(overdue, `${key}-overdue`, 'PayWorkPermitBill', madeBy(key), { ...reference(overdue) }, 'work-permit.bill-overdue'),
      change(again, `${other}-bill-again`, 'BillWorkPermit', madeBy(other), { billNumber: numbers.billNumber() }),
      change(paidOn, `${other}-payment`, 'PayWorkPermitBill', madeBy(other), { ...reference(paidOn) }),
      change(issuedOn, `${other}-issue`, 'IssueWorkPermit', madeBy(other), { permitNumber: numbers.permitNumber() }),
      change(
        early,
        `${other}-early`,
        'RenewWorkPermit',
        madeBy(other),
        { months: 12, ...declared(employer) },
        'work-permit.renewal-too-early',
      ),
    ]),
  );
  return [withFacts(told, inForce(hire), { kind: 'permits in force', from: issuedOn, to: lastOfTerm(issuedOn, 12) })];
}

/** A line of one visa is used once, nobody is granted more than was asked, and an old company is in no establishment phase. */
function visas(parts: CaseParts): readonly Script[] {
  const employer = hostAt(parts, 1);
  const { people, numbers } = parts;
  const day = workdayOn(monthsAfter(parts.start, 8));
  if (!hasMediumGreen(employer.planned, day)) return [];
  const key = `${employer.key}-visas-one`;
  const line = { nationality: 'NPL', occupation: '741101', sex: 'male', consulate: consulateOf('NPL'), count: 1 };
  const data = { companyId: employer.record, establishmentId: mainOf(employer), kind: 'temporary', lines: [line] };
  const first = people.resident('NPL', 'male');
  const second = people.resident('NPL', 'male');
  const record = madeBy(key);
  const lineId = madeBy(key, 0);
  const paidOn = workdayAfter(day, 4);
  const issuedOn = workdayAfter(day, 6);
  const enteredOn = workdayAfter(issuedOn, 20);
  const entry = (person: PlannedPerson, expect?: string): MarketLine =>
    change(enteredOn, `${personKey(person)}-entry`, 'UseVisa', record, { lineId, employeeId: recordOf(person), visaNumber: numbers.visaNumber() }, expect);
  const stay = { lineId, employeeId: recordOf(first) };
  const told = oneCase(
    ...spoken({ company: employer.spokesman, from: null, employee: null }, [
      make(day, `${key}-phase`, 'RequestVisas', { ...data, phase: 'establishment' }, 'visa.establishment-phase-over'),
      make(day, key, 'RequestVisas', { ...data, phase: 'expansion' }),
      change(workdayAfter(day, 2), `${key}-too-many`, 'AcceptVisaLine', record, { lineId, accepted: 3 }, 'visa.more-than-requested'),
      change(workdayAfter(day, 2), `${key}-line-0`, 'AcceptVisaLine', record, { lineId, accepted: 1 }),
      change(workdayAfter(day, 3), `${key}-bill`, 'BillVisas', record, { billNumber: numbers.billNumber() }),
      change(paidOn, `${key}-payment`, 'PayVisas', record, { reference: numbers.paymentReference(isoDay(paidOn)) }),
      change(issuedOn, `${key}-issue-0`, 'IssueVisas', record, { lineId }),
      register(enteredOn, first),
      register(enteredOn, second),
      entry(first),
      entry(second, 'visa.none-left'),
      change(workdayAfter(enteredOn, 60), `${personKey(first)}-extension`, 'ExtendVisaStay', record, stay),
      change(workdayAfter(enteredOn, 65), `${personKey(first)}-extension-again`, 'ExtendVisaStay', record, stay, 'visa.already-extended'),
    ]),
  );
  return [told];
}

/** A citizen is not transferred, and one transfer is open at a time; one that nobody answers lapses. */
function transfers(parts: CaseParts): readonly Script[] {
  const day = workdayOn(monthsAfter(parts.start, 4));
  const resident = hired(parts, parts.people.resident('YEM', 'male'), 2, day);
  const citizen = hired(parts, parts.people.citizen('male'), 2, resident.agreed.acceptedOn);
  const askedOn = workdayAfter(Math.max(resident.from, citizen.agreed.acceptedOn), 100);
  if (![0, 1].every((host) => hasMediumGreen(hostAt(parts, host).planned, askedOn + SILENT_AFTER_DAYS + 2))) return [];
  const key = `case-transfer-${resident.person.n}`;
  const asked = (transfer: string, who: CaseHire, host: number, expect?: string, on = askedOn): readonly MarketLine[] => {
    const to = hostAt(parts, host);
    const plan = {
      key: transfer,
      job: who,
      contract: who.agreed.record,
      permit: null,
      to,
      place: mainOf(to),
      terms: termsFrom(who.agreed.terms, on + 20, 24),
      earlierTransfers: 0,
    };
    return spoken(partiesOfTransfer(plan), [requested(plan, on, expect)]);
  };
  const told = oneCase(
    ...resident.lines,
    ...citizen.lines,
    ...asked(`${key}-of-citizen`, citizen, 1, 'transfer.not-a-resident'),
    ...asked(key, resident, 1),
    ...asked(`${key}-second`, resident, 0, 'transfer.another-open'),
    ...spoken({ company: hostAt(parts, 1).spokesman, from: resident.employer.spokesman, employee: recordOf(resident.person) }, [
      change(workdayAfter(askedOn, 2), `${key}-off`, 'CancelTransfer', madeBy(key), { by: 'employee' }),
    ]),
    ...asked(`${key}-silent`, resident, 1, 'accepted', workdayAfter(askedOn, SILENT_AFTER_DAYS)),
  );
  return [withFacts(told, inForce(resident), inForce(citizen))];
}
