// Law: the state of a market is its last day's facts, a line each: a company before its establishments, those before their employees.
import { toEpochDay } from '../../../domain/standards/calendar.js';
import { isoDay } from './day.js';
import { isThere } from './market-entities.js';
import type { MarketPlan } from './market-plan.js';
import { identityOf, nameOf } from './person-facts.js';
import type { PlannedBlock, PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/**
 * The facts of the last day as NDJSON, line by line, in the order of companies. Every line has `kind` and
 * `"synthetic":true`:
 * - `company`: unifiedNumber, name {ar, en}, legalForm, owner, section, foundedOn, suspended (on that day), mowaamah
 * - `establishment`: number, company (its unifiedNumber), name, main, isic, nitaqat, region, openedOn
 * - `employee`: id (national id or iqama), establishment (its number), name, sex, nationality, bornOn, occupation, skill,
 *   wage (contributory, riyals a month), categories, workingTime, hours, contract, months, from
 *
 * - `owner`: of a company whose owner works in it himself and is insured for it: as an employee, without contract and months
 *
 * Companies that have closed, and people who have gone, have no line. `onBlock` sees each block before its lines: for a
 * tally and for the progress.
 */
export function* stateLines(plan: MarketPlan, onBlock: (block: PlannedBlock) => void = () => undefined): Generator<string> {
  const last = toEpochDay(plan.options.to);
  for (let n = 0; n < plan.blocks; n += 1) {
    const block = plan.block(n);
    onBlock(block);
    for (const company of block.companies) {
      if (company.closesOn !== null) continue;
      yield companyLine(company, last);
      for (const { number, name, main, isic, nitaqat, region, opensOn, closesOn } of company.establishments) {
        if (closesOn !== null) continue;
        const facts = { number, company: company.unifiedNumber, name, main, isic, nitaqat, region, openedOn: isoDay(opensOn) };
        yield JSON.stringify({ kind: 'establishment', ...facts, synthetic: true });
      }
      yield* employeeLines(company, last);
    }
  }
}

function companyLine(company: PlannedCompany, last: number): string {
  const { unifiedNumber, name, legalForm, owner, section, foundedOn, suspension, mowaamah } = company;
  return JSON.stringify({
    kind: 'company',
    unifiedNumber,
    name,
    legalForm,
    owner:
      owner.kind === 'legal'
        ? { kind: 'legal', unifiedNumber: owner.unifiedNumber, name: owner.name }
        : { kind: 'natural', id: identityOf(owner.person).value, name: nameOf(owner.person) },
    section,
    foundedOn: isoDay(foundedOn),
    suspended: suspension !== null && suspension.from <= last && (suspension.to === null || last <= suspension.to),
    mowaamah: mowaamah.map(({ from, to }) => ({ from: isoDay(from), to: to === null ? null : isoDay(to) })),
    synthetic: true,
  });
}

function* employeeLines(company: PlannedCompany, last: number): Generator<string> {
  for (const post of company.posts) {
    // Only the last one can still be there.
    const tenure = post.tenures.at(-1);
    if (tenure !== undefined && isThere(tenure, last)) yield employeeLine(company, post, tenure);
  }
  const [works] = company.ownersPost?.tenures ?? [];
  if (company.ownersPost !== null && works !== undefined && works.from <= last) yield employeeLine(company, company.ownersPost, works, 'owner');
}

function employeeLine(company: PlannedCompany, post: PlannedPost, { person, from }: PlannedTenure, kind: 'employee' | 'owner' = 'employee'): string {
  const { occupation, skill, wage, categories, workingTime, hours, contract, months } = post;
  return JSON.stringify({
    kind,
    id: identityOf(person).value,
    establishment: company.establishments[post.establishment]?.number,
    name: nameOf(person),
    sex: person.sex,
    nationality: person.nationality,
    bornOn: isoDay(person.bornOn),
    occupation,
    skill,
    wage,
    categories,
    workingTime,
    hours,
    ...(kind === 'owner' ? {} : { contract, months }),
    from: isoDay(from),
    synthetic: true,
  });
}
