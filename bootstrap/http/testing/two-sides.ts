// Records of every kind on two sides that have nothing to do with one another: those of one company, and those of others.
import type { Api } from '../../e2e/testing/api.js';
import { citizen, clerkOf, company, declared, resident, terms, type Clerk, type Known, type Numbers } from '../../e2e/testing/market.js';
import { TODAY } from '../../e2e/testing/ledger.js';
import { entityIdOf, ownerIdOf } from '../../../domain/entity/entity-id.js';

/** Ids by the path of their kind (`companies`), `workspaces` and `operations` among them. */
export type Side = Readonly<Record<string, string>>;

export interface TwoSides {
  readonly own: Side;
  readonly other: Side;
  /** National id of a citizen who may act for the company of the own side. */
  readonly nationalId: string;
  /** Position by which all of it is there. */
  readonly position: string;
}

/** Tells the market of both sides. */
export async function twoSides(api: Api, numbers: Numbers): Promise<TwoSides> {
  const clerk = clerkOf(api);
  const third = await firm(clerk, numbers);
  const nationalId = numbers.nationalId();
  // A human of the register: who he is does not come from his being appointed.
  await clerk.create('/v1/employees/citizens', citizen(numbers, { nationalId }));
  const own = await side(clerk, numbers, third, nationalId);
  const other = await side(clerk, numbers, third, numbers.nationalId());
  return { own: own.ids, other: other.ids, nationalId, position: other.position };
}

interface Firm {
  readonly known: Known;
  readonly establishmentId: string;
  readonly entityId: string;
}

async function firm(clerk: Clerk, numbers: Numbers): Promise<Firm> {
  const payload = company(numbers);
  const known = await clerk.create('/v1/companies', payload);
  const ownerId = ownerIdOf({ kind: 'legal', unifiedNumber: payload.owner.unifiedNumber, name: payload.owner.name });
  return { known, establishmentId: await clerk.mainEstablishment(known), entityId: entityIdOf(ownerId, payload.establishment.nitaqatActivity) };
}

async function side(clerk: Clerk, numbers: Numbers, third: Firm, authorised: string): Promise<{ readonly ids: Side; readonly position: string }> {
  const { known, establishmentId, entityId } = await firm(clerk, numbers);
  await clerk.change(known, 'authorised-people', {
    identifiers: [{ scheme: 'national-id', value: authorised }],
    name: { ar: null, en: { first: 'Hind', family: 'Example' } },
    scopes: ['everything'],
  });
  const parties = { companyId: known.id, establishmentId };
  const employ = async (): Promise<readonly [employee: Known, contract: Known]> => {
    const employee = await clerk.create('/v1/employees/residents', resident(numbers));
    const contract = await clerk.create('/v1/contracts', { ...parties, employeeId: employee.id, terms: terms(TODAY, '2027-04-30') });
    await clerk.change(contract, 'sending');
    await clerk.change(contract, 'acceptance');
    return [employee, contract];
  };
  const [employee, contract] = await employ();
  const [leaver, left] = await employ();
  const permit = await clerk.create('/v1/work-permits', { ...parties, employeeId: employee.id, occupation: '214201', months: 12, ...declared });
  const insurance = await clerk.create('/v1/insurance-registrations', { ...parties, employeeId: employee.id, wage: { amount: '500000', currency: 'SAR' } });
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
  const visa = await clerk.create('/v1/visas', { ...parties, kind: 'permanent', phase: 'expansion', lines: [line] });
  const transfer = await clerk.create('/v1/transfers', {
    employeeId: leaver.id,
    fromContractId: left.id,
    toCompanyId: third.known.id,
    toEstablishmentId: third.establishmentId,
    terms: terms(TODAY, '2028-02-29'),
  });
  const records = { companies: known, employees: employee, contracts: contract, 'work-permits': permit, visas: visa, transfers: transfer, 'insurance-registrations': insurance, workspaces: known };
  const ids = Object.fromEntries(Object.entries(records).map(([kind, { id }]) => [kind, id]));
  return { ids: { ...ids, establishments: establishmentId, entities: entityId }, position: transfer.position };
}
