import { isoDay, workdayOn } from '../population/day.js';
import type { PlannedEstablishment, PlannedSpan } from '../population/planned.js';
import { identityOf, nameOf } from '../population/person-facts.js';
import { change, make, script, workdayAfter, type MarketLine, type Parties, type Script } from '../market-line.js';
import { monthsAfter } from '../terms-of-days.js';
import type { Employer } from './employer.js';

/** Workers from which a company describes itself. */
const DESCRIBED_FROM = 10;

/** The life of a company as a legal register, and who acts for it. */
export function companyScripts(employer: Employer): readonly Script[] {
  const { key, planned, spokesman } = employer;
  const parties: Parties = { company: spokesman, from: null, employee: null };
  const { suspension, closesOn } = planned;
  const registered = planned.registeredOn;
  const last = closesOn === null ? null : closesOn - 1;
  return [
    script(parties, [registration(employer)], [{ kind: 'companies active', from: registered, to: last }]),
    script(parties, [appointment(employer)]),
    ...(planned.posts.length > DESCRIBED_FROM ? [script(parties, [description(employer)])] : []),
    ...planned.establishments.filter(({ main }) => !main).map((place) => script(parties, branchLines(employer, place))),
    ...planned.mowaamah.map((span, n) => script(parties, [certificate(employer, span, n)])),
    ...(suspension === null ? [] : [script(parties, suspended(employer, suspension))]),
    ...(closesOn === null ? [] : [script(parties, [change(closesOn, `${key}-closure`, 'CloseCompany', employer.record, { reason: 'owner-request' })])]),
  ];
}

/** The line that makes it known. */
export function registration({ key, planned }: Employer): MarketLine {
  const { unifiedNumber, name, legalForm, foundedOn, establishments } = planned;
  const main = establishments[0];
  if (main === undefined) throw new RangeError(`${key} has no establishment`);
  const owner =
    planned.owner.kind === 'legal'
      ? { kind: 'legal', unifiedNumber: planned.owner.unifiedNumber, name: planned.owner.name }
      : { kind: 'natural', identifiers: [identityOf(planned.owner.person)], name: nameOf(planned.owner.person) };
  return make(planned.registeredOn, key, 'RegisterCompany', {
    unifiedNumber,
    name,
    legalForm,
    owner,
    foundedOn: isoDay(foundedOn),
    establishment: { number: main.number, name: main.name, isicActivity: main.isic, nitaqatActivity: main.nitaqat, region: main.region },
  });
}

/** Somebody who acts for it in everything: a human who owns it, or whom its owner names. */
export function appointment({ key, planned, spokesman, record }: Employer): MarketLine {
  const { representative, owner } = planned;
  const data = { identifiers: [identityOf(representative)], name: nameOf(representative), scopes: ['everything'] };
  return change(spokesman.appointedOn, `${key}-${owner.kind === 'natural' ? 'owner' : 'manager'}-acts`, 'AppointAuthorisedPerson', record, data);
}

function description({ key, planned, record }: Employer): MarketLine {
  const { name, legalForm } = planned;
  return change(workdayAfter(planned.registeredOn, 15), `${key}-description`, 'DescribeCompany', record, {
    name,
    legalForm,
    contact: { phone: '+966110000000', email: `info@${key}.example`, website: `https://${key}.example` },
  });
}

function branchLines({ key, planned, record, establishments }: Employer, place: PlannedEstablishment): readonly MarketLine[] {
  const { n, number, name, isic, nitaqat, region, closesOn } = place;
  const opened = change(Math.max(place.opensOn, planned.registeredOn + 1), `${key}-place-${n}`, 'OpenEstablishment', record, {
    number,
    name,
    isicActivity: isic,
    nitaqatActivity: nitaqat,
    region,
    main: false,
  });
  // A place that closes with its company is closed by the company's closure.
  if (closesOn === null || (planned.closesOn !== null && closesOn >= planned.closesOn)) return [opened];
  return [opened, change(workdayOn(closesOn), `${key}-place-${n}-closing`, 'CloseEstablishment', record, { establishmentId: establishments[n], reason: 'moved' })];
}

function suspended({ key, record }: Employer, { from, to }: PlannedSpan): readonly MarketLine[] {
  const begun = change(from, `${key}-suspension`, 'SuspendCompany', record, { reason: 'wage-protection' });
  return to === null ? [begun] : [begun, change(to, `${key}-resumption`, 'ResumeCompany', record)];
}

/** Months for which a Mowaamah certificate is told where its end is open. */
const CERTIFICATE_MONTHS = 120;

function certificate({ key, planned, record }: Employer, { from, to }: PlannedSpan, n: number): MarketLine {
  return change(from, `${key}-certificate-${n}`, 'RecordMowaamahCertificate', record, {
    certificateNumber: `MW-SYN-${planned.n}-${n}`,
    validFrom: isoDay(from),
    validTo: isoDay(to ?? monthsAfter(from, CERTIFICATE_MONTHS)),
  });
}
