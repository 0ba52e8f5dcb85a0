import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRiyals } from '../../domain/standards/money.js';
import { idOf } from '../../projections/testing/given-events.js';
import {
  acceptedContract,
  citizen,
  companyEvent,
  contractEvent,
  day,
  indian,
  insuranceEvent,
  line,
  opened,
  permitEvent,
  registered,
  resident,
  saudi,
  terms,
  transferEvent,
  visaEvent,
} from '../../projections/testing/market-events.js';
import { personNamed, zarqaal } from '../testing/people.js';
import { openReadSide, today, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';
import { workspaceAnswer } from '../workspace/workspace-answer.js';

let side: ReadSide;
const about = { company: 'acme', employee: 'worker' };
const requested = {
  occupation: '251201',
  months: 12,
  declaredExpats: 4,
  declaredPlace: null,
  declaredSaudis: 2,
  declaredLicensedIndustry: false,
  declaredOwnerWorksFullTime: false,
} as const;

interface Attention {
  readonly kind: string;
  readonly day: string;
  readonly daysLeft: number;
  readonly record: { readonly href: string };
}

beforeAll(async () => {
  side = await openReadSide('workspace');
  const visaTerms = line('visa', 0);
  await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main'), registered('other'), opened('other', 'other main')),
    telling(resident('worker'), { employeeId: zarqaal }),
    telling(citizen('native'), { employeeId: personNamed('Native') }),
    telling(
      companyEvent('acme', 'AuthorisedPersonAppointed', {
        effectiveOn: day('2026-01-01'),
        personId: idOf('person'),
        employeeId: null,
        scopes: ['contracts'],
        from: day('2026-01-01'),
        to: null,
      }),
      {
        personId: {
          name: { ar: null, en: { first: 'Amal', family: 'Signatory' } },
          identifiers: [{ scheme: 'national-id', value: '1000000024' }],
        },
      },
    ),
    telling(
      companyEvent('acme', 'AuthorisedPersonAppointed', {
        effectiveOn: day('2025-01-01'),
        personId: idOf('former person'),
        employeeId: null,
        scopes: ['contracts'],
        from: day('2025-01-01'),
        to: day('2025-06-01'),
      }),
      { personId: { name: null, identifiers: null } },
    ),
    ...plainly(
      ...acceptedContract('contract', about, indian),
      ...acceptedContract('native contract', { company: 'acme', employee: 'native' }, saudi),
      insuranceEvent('insurance', about, 'InsuranceRegistered', { capacity: 'employee', flexible: false, wage: fromRiyals(4_000), to: null }),
    ),
    ...plainly(
      contractEvent('native contract', { company: 'acme', employee: 'native' }, 'NoticeGiven', {
        by: 'employee',
        reason: 'family',
        noticeDays: 30,
        lastDay: day('2026-03-31'),
      } as never),
      contractEvent('unanswered', { company: 'acme', employee: 'third' }, 'ContractDrafted', { terms }),
      contractEvent('unanswered', { company: 'acme', employee: 'third' }, 'ContractSent', { answerBy: day('2026-02-27') }),
      permitEvent('permit', about, 'WorkPermitRequested', { ...requested, contractId: idOf('contract'), arrivedOn: null }),
    ),
    telling(
      permitEvent('permit', about, 'WorkPermitIssued', {
        occupation: '251201',
        months: 3,
        validFrom: day('2026-01-01'),
        validTo: day('2026-03-31'),
      }),
      { employeeId: { permitNumber: '4100012345' } },
    ),
    ...plainly(
      permitEvent('permit', about, 'WorkPermitRenewalRequested', { ...requested, contractId: idOf('contract') }),
      permitEvent('permit', about, 'WorkPermitBilled', {
        kind: 'renewal',
        billNumber: '777',
        months: 12,
        chargedFrom: day('2026-04-01'),
        fee: fromRiyals(100),
        levy: fromRiyals(0),
        total: fromRiyals(100),
        lines: [{ kind: 'fee', from: day('2026-04-01'), to: day('2027-03-31'), amount: fromRiyals(100) }],
        dueOn: day('2026-03-10'),
        lapsesOn: day('2026-03-20'),
      }),
      visaEvent('visa', 'acme', 'VisasRequested', { kind: 'permanent', phase: 'expansion', lines: [{ ...visaTerms, count: 2 }] }),
      visaEvent('visa', 'acme', 'VisaLineAccepted', { ...visaTerms, requested: 2, accepted: 2 }),
      visaEvent('visa', 'acme', 'VisaRequestAnswered', { outcome: 'accepted', requested: 2, accepted: 2 }),
      visaEvent('visa', 'acme', 'VisasPaid', { billNumber: '12345', amount: fromRiyals(4_000), reference: 'SADAD-1' }),
      visaEvent('visa', 'acme', 'VisasIssued', { ...visaTerms, kind: 'permanent', count: 2, validTo: day('2026-05-30') }),
      transferEvent('transfer', { company: 'other', employee: 'worker', from: 'acme' }, 'TransferRequested', {
        terms,
        permitId: null,
        declaredEarlierTransfers: null,
        consent: 'needed',
        answerBy: day('2026-03-05'),
      }),
    ),
  );
  await side.settle();
});
afterAll(async () => {
  await side.drop();
});

describe('a workspace', () => {
  it('is a company with its counts and the first page of each list, names opened', async () => {
    const head = await side.settle();
    const answer = await side.get(`/v1/workspaces/${idOf('acme')}`);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(workspaceAnswer.safeParse(answer.json()).error).toBeUndefined();
    expect(answer.headers['ledger-position']).toBe(head);
    expect(answer.json()).toMatchObject({
      id: idOf('acme'),
      today,
      position: head,
      company: { nameEn: 'Company acme' },
      counts: {
        employees: 2,
        citizens: 1,
        contractsRunning: 2,
        contractsPending: 1,
        permitsActive: 1,
        visasBalance: 2,
        transfersOutOpen: 1,
        authorisedPeople: 2,
      },
      authorisedPeople: [{ personId: idOf('person'), personal: { personId: { name: { en: { family: 'Signatory' } } } } }],
      establishments: { items: [{ id: idOf('acme main') }], next: null },
      contracts: { items: { length: 3 } },
      workPermits: { items: [{ id: idOf('permit'), personal: { employeeId: { permitNumber: '4100012345' } } }] },
      visas: { items: [{ id: idOf('visa'), balance: 2 }] },
      transfersIn: { items: [] },
      transfersOut: { items: [{ id: idOf('transfer') }] },
      insurance: { items: [{ id: idOf('insurance'), status: 'open' }], next: null },
    });
    const { employees } = answer.json<{ employees: { items: { id: string; personal: unknown }[] } }>();
    expect(employees.items.map(({ id }) => id).sort()).toEqual([idOf('worker'), idOf('native')].sort());
    expect(employees.items.find(({ id }) => id === idOf('worker'))?.personal).toEqual({ employeeId: zarqaal });
  });

  it('tells what needs attention, soonest first, with the record to act on', async () => {
    const answer = await side.get(`/v1/workspaces/${idOf('acme')}`);
    const { attention, attentionMore } = answer.json<{ attention: Attention[]; attentionMore: boolean }>();
    expect(attention.map(({ kind, day: on, daysLeft, record }) => `${on} ${daysLeft} ${kind} ${record.href}`)).toEqual([
      `2026-02-27 -2 contract-unanswered /v1/contracts/${idOf('unanswered')}`,
      `2026-03-05 4 transfer-unanswered /v1/transfers/${idOf('transfer')}`,
      `2026-03-10 9 permit-bill-unpaid /v1/work-permits/${idOf('permit')}`,
      `2026-03-31 30 contract-last-day /v1/contracts/${idOf('native contract')}`,
      `2026-03-31 30 permit-expires /v1/work-permits/${idOf('permit')}`,
      `2026-05-30 90 visas-expire /v1/visas/${idOf('visa')}`,
    ]);
    expect(attentionMore).toBe(false);
    for (const { record } of attention) expect((await side.get(record.href)).statusCode, record.href).toBe(200);
  });

  it('looks as far ahead as asked', async () => {
    const kinds = async (within: number): Promise<string[]> => {
      const answer = await side.get(`/v1/workspaces/${idOf('acme')}?within=${within}`);
      return answer.json<{ attention: Attention[] }>().attention.map(({ kind }) => kind);
    };
    expect(await kinds(0)).toEqual(['contract-unanswered']);
    expect(await kinds(89)).not.toContain('visas-expire');
    expect(await kinds(121)).toContain('residence-expires');
    expect(await kinds(365)).toContain('contract-ends');
    expect((await side.get(`/v1/workspaces/${idOf('acme')}?within=soon`)).statusCode).toBe(400);
  });

  it('tells the new employer of a transfer of the same', async () => {
    const answer = await side.get(`/v1/workspaces/${idOf('other')}`);
    expect(answer.json()).toMatchObject({
      transfersIn: { items: [{ id: idOf('transfer') }] },
      transfersOut: { items: [] },
      attention: [{ kind: 'transfer-unanswered' }],
    });
  });

  it('leads on to the rest of each list', async () => {
    const answer = await side.get(`/v1/workspaces/${idOf('acme')}?limit=1`);
    const { contracts } = answer.json<{ contracts: { items: { id: string }[]; next: string } }>();
    const rest = (await side.get(`${contracts.next}`)).json<{ items: { id: string }[] }>();
    expect(contracts.items).toHaveLength(1);
    expect(rest.items).toHaveLength(1);
    expect(rest.items[0]?.id).not.toBe(contracts.items[0]?.id);
  });

  it('is 404 without such a company', async () => {
    for (const id of [idOf('nobody'), 'x']) expect((await side.get(`/v1/workspaces/${id}`)).statusCode).toBe(404);
  });
});
