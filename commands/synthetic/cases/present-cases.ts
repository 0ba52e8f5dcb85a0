// What waits for somebody at the market's present, so that workspaces have something to show: open bills, answers and ends.
import type { Employer } from '../companies/employer.js';
import { partiesOf, raised } from '../jobs/job.js';
import { drafted, offerLines } from '../jobs/offer-script.js';
import { declared, permitScript } from '../jobs/permit-script.js';
import { change, madeBy, make, spoken, type LineName, type MarketLine, type Script } from '../market-line.js';
import { consulateOf } from '../people/consulates.js';
import { isoDay } from '../population/day.js';
import { hasLowGreen, hasMediumGreen } from '../population/gates.js';
import type { Fact } from '../tally/fact.js';
import { partiesOfTransfer, termsFrom, transferLines, type TransferManner } from '../transfers/transfer-script.js';
import { hired, hostAt, inForce, known, mainOf, oneCase, permitData, plainJob, withFacts, type CaseHire, type CaseParts } from './case-parts.js';

/** Open matters of the first of the hosts. */
export function presentCases(parts: CaseParts): readonly Script[] {
  return [
    ...[0, 1].flatMap((host) => [openOffer(parts, host), ...openPapers(parts, host), leaving(parts, host)]),
    draft(parts),
    amendment(parts),
    ...[0, 1, 2].map((n) => ending(parts, n)),
    ...(['employee-silent', 'employer-silent', 'employer-rejects', 'after-a-year'] as const).flatMap((manner) => openTransfer(parts, manner)),
  ];
}

/** Sent two days ago; nobody has answered. */
function openOffer(parts: CaseParts, host: number): Script {
  const person = parts.people.citizen('female');
  const day = parts.today - 2;
  const job = plainJob(person, hostAt(parts, host), day + 20);
  return oneCase(known(person, day - 3), ...spoken(partiesOf(job), offerLines(job, day, 'lapsed', parts.chance).lines));
}

/** Written yesterday, not sent. */
function draft(parts: CaseParts): Script {
  const person = parts.people.citizen('male');
  const day = parts.today - 1;
  const job = plainJob(person, hostAt(parts, 0), day + 20);
  return oneCase(known(person, day), ...spoken(partiesOf(job), [drafted(job, `${job.key}-a`, day)]));
}

/** A resident with a contract, hired so many days ago. */
function hiredAgo(parts: CaseParts, host: number, daysAgo: number, nationality: string): CaseHire {
  return hired(parts, parts.people.resident(nationality, 'male'), host, parts.today - daysAgo, {}, daysAgo + 45);
}

/** What waits for its payment or answer, where the company's band allows to ask for it. */
function openPapers(parts: CaseParts, host: number): readonly Script[] {
  return hasMediumGreen(hostAt(parts, host).planned, parts.today) ? [openBill(parts, host), openVisas(parts, host)] : [];
}

/** A permit billed some days ago and not paid yet. */
function openBill(parts: CaseParts, host: number): Script {
  const hire = hiredAgo(parts, host, 30, 'IND');
  const key = `case-permit-${hire.person.n}`;
  const day = parts.today - 12;
  const told = oneCase(
    ...hire.lines,
    ...spoken(partiesOf(hire), [
      make(day, key, 'RequestWorkPermit', permitData(hire, declared(hire.employer))),
      change(day + 2, `${key}-bill`, 'BillWorkPermit', madeBy(key), { billNumber: parts.numbers.billNumber() }),
    ]),
  );
  return withFacts(told, inForce(hire));
}

/** Visas billed and not paid, or asked for and not answered. */
function openVisas(parts: CaseParts, host: number): Script {
  const employer = hostAt(parts, host);
  const key = `${employer.key}-visas-open`;
  const day = parts.today - 9;
  const record = madeBy(key);
  const request = make(day, key, 'RequestVisas', {
    companyId: employer.record,
    establishmentId: mainOf(employer),
    kind: 'permanent',
    phase: 'expansion',
    lines: [{ nationality: 'BGD', occupation: '931301', sex: 'male', consulate: consulateOf('BGD'), count: 6 }],
  });
  const answered = [
    change(day + 3, `${key}-line-0`, 'AcceptVisaLine', record, { lineId: madeBy(key, 0), accepted: 4 }),
    change(day + 4, `${key}-bill`, 'BillVisas', record, { billNumber: parts.numbers.billNumber() }),
  ];
  return oneCase(...spoken(ofCompany(employer), host > 0 ? [request] : [request, ...answered]));
}

function ofCompany(employer: Employer): Parameters<typeof spoken>[0] {
  return { company: employer.spokesman, from: null, employee: null };
}

/** A resignation of last week. */
function leaving(parts: CaseParts, host: number): Script {
  const hire = hiredAgo(parts, host, 200, 'PAK');
  const { agreed } = hire;
  return withFacts(oneCase(...hire.lines, ...spoken(partiesOf(hire), [change(parts.today - 6, `${agreed.contract}-resignation`, 'Resign', agreed.record)])), inForce(hire));
}

/** Better terms proposed three days ago. */
function amendment(parts: CaseParts): Script {
  const hire = hiredAgo(parts, 1, 150, 'JOR');
  const { agreed } = hire;
  const proposal = { by: 'employer', terms: raised(agreed.terms, 7) };
  return withFacts(oneCase(...hire.lines, ...spoken(partiesOf(hire), [change(parts.today - 3, `${agreed.contract}-amendment`, 'ProposeAmendment', agreed.record, proposal)])), inForce(hire));
}

/** The lines of a permit of a case. */
function permitted(parts: CaseParts, hire: CaseHire, months: number, manner: 'ordinary' | 'not-renewed'): { readonly lines: readonly MarketLine[]; readonly facts: readonly Fact[]; readonly permit: LineName | null } {
  const { chance, numbers, today } = parts;
  const { person, employer, agreed } = hire;
  const key = `case-permit-${person.n}`;
  const plan = { key, person, employer, establishment: mainOf(employer), contract: agreed.record, occupation: agreed.terms.occupation, months, manner };
  const permit = permitScript({ ...plan, from: agreed.acceptedOn + 2, arrivedOn: null, until: null, last: today }, chance, numbers);
  return { lines: spoken(partiesOf(hire), permit?.lines ?? []), facts: permit?.facts ?? [], permit: permit === null ? null : madeBy(key) };
}

/** Contract, permit and iqama that end within some weeks, and nobody has done anything about it. */
function ending(parts: CaseParts, n: number): Script {
  const { people, today } = parts;
  const endsOn = isoDay(today + 25 + 15 * n);
  const hire = hired(parts, people.resident('EGY', 'male'), n, today - 357 + 9 * n, { endsOn, renewable: false }, 400);
  const permit = permitted(parts, hire, 12, 'not-renewed');
  return withFacts(oneCase(...hire.lines, ...permit.lines), inForce(hire), ...permit.facts);
}

/** Days ago on which a transfer was asked for that waits for somebody, or that the current employer has rejected. */
const requestedAgo = { 'employee-silent': 4, 'employer-silent': 9, 'employer-rejects': 30, 'after-a-year': 20 } as const;

/** A transfer that waits for the employee, for the current employer, or for the notice to run; one was rejected. */
function openTransfer(parts: CaseParts, manner: Extract<TransferManner, keyof typeof requestedAgo>): readonly Script[] {
  const { chance, today } = parts;
  const askedOfRed = manner.startsWith('employer') && !hasLowGreen(hostAt(parts, 2).planned, today);
  if (askedOfRed || !hasMediumGreen(hostAt(parts, 0).planned, today)) return [];
  const hire = hiredAgo(parts, 2, manner === 'after-a-year' ? 450 : 220, 'SDN');
  const permit = permitted(parts, hire, 24, 'ordinary');
  const requestedOn = today - requestedAgo[manner];
  const to = hostAt(parts, 0);
  const plan = {
    key: `case-transfer-${hire.person.n}`,
    job: hire,
    contract: hire.agreed.record,
    permit: permit.permit,
    to,
    place: mainOf(to),
    terms: termsFrom(raised(hire.agreed.terms, 9), requestedOn + 21, 24),
    earlierTransfers: 0,
  };
  const told = oneCase(...hire.lines, ...permit.lines, ...spoken(partiesOfTransfer(plan), transferLines(plan, requestedOn, manner, chance)));
  return [withFacts(told, inForce(hire), ...permit.facts)];
}
