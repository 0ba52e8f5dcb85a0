// What waits for somebody at the market's present, so that workspaces have something to show: open bills, answers and ends.
import { addDays, addMonths, type IsoDate } from '../../../domain/standards/calendar.js';
import { raised } from '../jobs/job.js';
import { drafted, offerScript, type Agreed } from '../jobs/offer-script.js';
import { declared, permitScript } from '../jobs/permit-script.js';
import { change, madeBy, make, type Script } from '../market-line.js';
import { nationalityOf } from '../people/nationalities.js';
import type { Person } from '../people/person.js';
import { transferScript, type TransferManner } from '../transfers/transfer-script.js';
import { companyAt, known, plainJob, type CaseParts, type Scripts } from './case-parts.js';

/** Open matters of the two greatest companies. */
export function presentCases(parts: CaseParts): Scripts {
  return [
    ...[0, 1].flatMap((company) => [openOffer(parts, company), openBill(parts, company), openVisas(parts, company), leaving(parts, company)]),
    draft(parts),
    amendment(parts),
    ...ending(parts),
    ...(['employee-silent', 'employer-silent', 'after-a-year'] as const).flatMap((manner) => openTransfer(parts, manner)),
  ];
}

/** Sent two days ago; nobody has answered. */
function openOffer(parts: CaseParts, company: number): Script {
  const person = parts.people.citizen('female');
  const day = addDays(parts.today, -2);
  return [known(person, addDays(day, -3)), ...offerScript(plainJob(person, companyAt(parts, company), day), 'lapsed', parts.chance).script];
}

/** Written yesterday, not sent. */
function draft(parts: CaseParts): Script {
  const person = parts.people.citizen('male');
  const day = addDays(parts.today, -1);
  const job = plainJob(person, companyAt(parts, 0), day);
  return [known(person, day), drafted(job, `${job.key}-a`, day).line];
}

/** A resident with a contract, hired so many days ago. */
function hired(parts: CaseParts, company: number, daysAgo: number, nationality = 'IND'): { person: Person; script: Script; agreed: Agreed } {
  const person = parts.people.resident(nationalityOf(nationality), 'male', 'iqama');
  const day = addDays(parts.today, -daysAgo);
  const offer = offerScript(plainJob(person, companyAt(parts, company), addDays(day, 3)), 'accepted', parts.chance);
  if (offer.agreed === null) throw new Error('an accepted offer leads to a contract');
  return { person, script: [known(person, day, daysAgo + 45), ...offer.script], agreed: offer.agreed };
}

/** A permit billed some days ago and not paid yet. */
function openBill(parts: CaseParts, company: number): Script {
  const { person, script, agreed } = hired(parts, company, 30);
  const employer = companyAt(parts, company);
  const key = `permit-${person.key.slice(3)}`;
  const day = addDays(parts.today, -12);
  return [
    ...script,
    make(day, key, 'RequestWorkPermit', {
      companyId: madeBy(employer.key),
      establishmentId: employer.main.establishment,
      employeeId: madeBy(person.key),
      contractId: madeBy(agreed.contract),
      occupation: agreed.terms.occupation,
      months: 12,
      ...declared(employer),
    }),
    change(addDays(day, 2), `${key}-bill`, 'BillWorkPermit', madeBy(key), { billNumber: parts.numbers.billNumber() }),
  ];
}

/** Visas billed and not paid, or asked for and not answered. */
function openVisas(parts: CaseParts, company: number): Script {
  const employer = companyAt(parts, company);
  const key = `${employer.key}-visas-open`;
  const day = addDays(parts.today, -9);
  const request = make(day, key, 'RequestVisas', {
    companyId: madeBy(employer.key),
    establishmentId: employer.main.establishment,
    kind: 'permanent',
    phase: 'expansion',
    lines: [{ nationality: 'BGD', occupation: '931301', sex: 'male', consulate: 'BDDAC', count: 6 }],
  });
  if (company > 0) return [request];
  return [
    request,
    change(addDays(day, 3), `${key}-line-0`, 'AcceptVisaLine', madeBy(key), { lineId: madeBy(key, 0), accepted: 4 }),
    change(addDays(day, 4), `${key}-bill`, 'BillVisas', madeBy(key), { billNumber: parts.numbers.billNumber() }),
  ];
}

/** A resignation of last week. */
function leaving(parts: CaseParts, company: number): Script {
  const { script, agreed } = hired(parts, company, 200, 'PAK');
  return [...script, change(addDays(parts.today, -6), `${agreed.contract}-resignation`, 'Resign', madeBy(agreed.contract))];
}

/** Better terms proposed three days ago. */
function amendment(parts: CaseParts): Script {
  const { script, agreed } = hired(parts, 1, 150, 'JOR');
  const day = addDays(parts.today, -3);
  const terms = raised(agreed.terms, 7);
  return [...script, change(day, `${agreed.contract}-amendment`, 'ProposeAmendment', madeBy(agreed.contract), { by: 'employer', terms })];
}

/** Contract, permit and iqama that end within some weeks, and nobody has done anything about it. */
function ending(parts: CaseParts): Scripts {
  const { people, chance, numbers, today } = parts;
  return [0, 1, 2].flatMap((company, n): Scripts => {
    const employer = companyAt(parts, company);
    const person = people.resident(nationalityOf('EGY'), 'male', 'iqama');
    const knownOn = addDays(addMonths(today, -12), 8 + 9 * n);
    const endsOn = addDays(today, 25 + 15 * n);
    const job = plainJob(person, employer, addDays(knownOn, 2), { endsOn, renewable: false });
    const offer = offerScript(job, 'accepted', chance);
    if (offer.agreed === null) return [];
    const plan = { key: `permit-${person.key.slice(3)}`, person, company: employer, establishment: employer.main.establishment, contract: offer.agreed.contract };
    const from = addDays(offer.agreed.acceptedOn, 2);
    const permit = permitScript({ ...plan, occupation: '432101', months: 12, from, arrivedOn: null, until: null, today, manner: 'not-renewed' }, chance, numbers);
    return [[known(person, knownOn, 400), ...offer.script], permit.script];
  });
}

/** A transfer that waits for the employee, for the current employer, or for the notice to run. */
function openTransfer(parts: CaseParts, manner: Extract<TransferManner, 'employee-silent' | 'employer-silent' | 'after-a-year'>): Scripts {
  const { chance, numbers, today } = parts;
  const daysAgo = manner === 'after-a-year' ? 450 : 220;
  const { person, script, agreed } = hired(parts, 2, daysAgo, 'SDN');
  const employer = companyAt(parts, 2);
  const job = plainJob(person, employer, agreed.acceptedOn);
  const permit = `permit-${person.key.slice(3)}`;
  const requestedOn: IsoDate = addDays(today, manner === 'employer-silent' ? -9 : manner === 'employee-silent' ? -4 : -20);
  const plan = { key: permit, person, company: employer, establishment: employer.main.establishment, contract: agreed.contract, occupation: agreed.terms.occupation };
  const permitted = permitScript(
    { ...plan, months: 24, from: addDays(agreed.acceptedOn, 2), arrivedOn: null, until: null, today, manner: 'ordinary' },
    chance,
    numbers,
  );
  return [script, permitted.script, transferScript(job, agreed, permit, companyAt(parts, 0), manner, chance, requestedOn).script];
}
