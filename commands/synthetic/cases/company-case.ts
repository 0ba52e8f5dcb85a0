// A company of no plan and without employees, to which happens what is rare: another activity, a suspension, a certificate that is withdrawn.
import { change, madeBy, script, spoken, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { appointment, registration } from '../companies/company-script.js';
import { employerOf } from '../companies/employer.js';
import { drafted } from '../jobs/offer-script.js';
import { partiesOf } from '../jobs/job.js';
import { personKey, recordOf } from '../people/person.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { PlannedCompany } from '../population/planned.js';
import { syntheticEstablishment, syntheticNumber } from '../synthetic-blocks.js';
import { monthsAfter } from '../terms-of-days.js';
import { known, LEAD_DAYS, mainOf, oneCase, plainJob, type CaseParts } from './case-parts.js';

/** Numbers of companies and establishments above all that a plan gives out. */
const FIRST_NUMBER = 90_000_000;
const LABOUR_OFFICE = 1;
const DAYS_SUSPENDED = 24;
/** Between the number of its establishment and that of its branch. */
const BRANCH_NUMBERS = 1_000_000;
const MAIN_HAS_BRANCHES = 'company.main-establishment-has-branches';

/** The company's life, and a draft that it may not make while it is suspended. */
export function companyCase(parts: CaseParts): readonly Script[] {
  const employer = employerOf(planned(parts));
  const { key, record, spokesman } = employer;
  const { registeredOn } = employer.planned;
  const day = (months: number): number => workdayOn(monthsAfter(registeredOn, months));
  const establishmentId = mainOf(employer);
  const branch = `${key}-place-1`;
  const certificateNumber = `MW-SYN-${employer.planned.n}`;
  const suspendedOn = day(7);
  const reading = (months: number, standing: string, compliance?: number): MarketLine =>
    change(day(months), `${key}-wages-${months}`, 'RecordWageProtection', record, {
      establishmentId,
      month: isoDay(monthsAfter(registeredOn, months - 1)).slice(0, 7),
      standing,
      ...(compliance === undefined ? {} : { compliance }),
    });
  const lines = [
    registration(employer),
    appointment(employer),
    change(day(2), `${key}-certificate`, 'RecordMowaamahCertificate', record, {
      certificateNumber,
      validFrom: isoDay(day(2)),
      validTo: isoDay(monthsAfter(day(2), 24)),
    }),
    change(day(3), branch, 'OpenEstablishment', record, {
      number: syntheticEstablishment(LABOUR_OFFICE, employer.planned.n + BRANCH_NUMBERS),
      name: employer.planned.name,
      isicActivity: '4690',
      nitaqatActivity: '460',
      region: 'SA-02',
      main: false,
    }),
    change(workdayAfter(day(3), 20), `${key}-main-closing`, 'CloseEstablishment', record, { establishmentId, reason: 'moved' }, MAIN_HAS_BRANCHES),
    change(day(4), `${key}-activity`, 'ChangeEstablishmentActivity', record, { establishmentId, isicActivity: '4721', nitaqatActivity: '460' }),
    reading(5, 'partly-compliant', 82),
    reading(6, 'no-file'),
    change(day(6), `${branch}-closing`, 'CloseEstablishment', record, { establishmentId: madeBy(branch), reason: 'moved' }),
    change(suspendedOn, `${key}-suspension`, 'SuspendCompany', record, { reason: 'wage-protection' }),
    change(workdayAfter(suspendedOn, DAYS_SUSPENDED), `${key}-resumption`, 'ResumeCompany', record),
    reading(8, 'compliant', 100),
    change(day(9), `${key}-certificate-end`, 'WithdrawMowaamahCertificate', record, { certificateNumber, reason: 'conditions-not-met' }),
    change(day(10), `${key}-closure`, 'CloseCompany', record, { reason: 'owner-request' }),
  ];
  const person = parts.people.citizen('male');
  const draftedOn = suspendedOn + 4;
  const job = plainJob(person, employer, draftedOn + LEAD_DAYS);
  return [
    script({ company: spokesman, from: null, employee: null }, lines, [{ kind: 'companies active', from: registeredOn, to: day(10) - 1 }]),
    oneCase(known(person, suspendedOn - 10), ...spoken(partiesOf(job), [drafted(job, `${job.key}-a`, draftedOn, 'contract.company-not-active')])),
    accreditation(parts),
  ];
}

function planned({ block, start, people }: CaseParts): PlannedCompany {
  const n = FIRST_NUMBER + block;
  const registeredOn = workdayOn(start + 20);
  const representative = people.citizen('female');
  const name = { ar: `مؤسسة حالة الاختبار ${block}`, en: `Case Example ${block}` };
  return {
    n,
    unifiedNumber: syntheticNumber('unifiedNumber', n),
    name,
    legalForm: 'sole-establishment',
    owner: { kind: 'natural', person: representative },
    representative,
    section: 'G',
    foundedOn: registeredOn - 900,
    registeredOn,
    closesOn: null,
    suspension: null,
    establishments: [
      {
        n: 0,
        number: syntheticEstablishment(LABOUR_OFFICE, n),
        name,
        main: true,
        isic: '4690',
        nitaqat: '460',
        region: 'SA-01',
        opensOn: registeredOn,
        closesOn: null,
      },
    ],
    mowaamah: [],
    clearBand: null,
    posts: [],
    ownersPost: null,
  };
}

/** An engineer is accredited, and later no longer. */
function accreditation({ start, people }: CaseParts): Script {
  const person = people.resident('EGY', 'male');
  const day = workdayOn(monthsAfter(start, 3));
  return oneCase(
    known(person, day, 400),
    change(workdayAfter(day, 20), `${personKey(person)}-accreditation`, 'RecordAccreditation', recordOf(person), {
      body: 'SCE',
      accreditationNumber: `SYN-${person.n}`,
      validFrom: isoDay(day),
      validTo: isoDay(monthsAfter(day, 36)),
      educationLevel: 6,
    }),
    change(workdayAfter(day, 300), `${personKey(person)}-accreditation-end`, 'WithdrawAccreditation', recordOf(person), { body: 'SCE', reason: 'not-renewed' }),
  );
}
