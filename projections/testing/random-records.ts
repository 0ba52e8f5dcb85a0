import fc from 'fast-check';
import { fromRiyals } from '../../domain/standards/money.js';
import type { GivenEvent } from './given-events.js';
import { idOf } from './given-events.js';
import { contractEvent, day, line, permitEvent, saudi, settlement, terms, visaEvent, type About } from './market-events.js';

/** The events that may come next in a record, by what happened before; a name drawn that is not among them does nothing. */
type Next = Readonly<Record<string, () => { readonly event: GivenEvent; readonly then: string }>>;

interface Draw {
  readonly company: string;
  readonly employee: string;
  readonly n: number;
  readonly step: string;
}

/** Walks each record named by the draws from state to state; draws that fit no state are left out. */
function walk(draws: readonly Draw[], name: (draw: Draw) => string, next: (draw: Draw, name: string) => Readonly<Record<string, Next>>): readonly GivenEvent[] {
  const states = new Map<string, string>();
  return draws.flatMap((draw) => {
    const record = name(draw);
    const step = next(draw, record)[states.get(record) ?? 'none']?.[draw.step]?.();
    if (step === undefined) return [];
    states.set(record, step.then);
    return [step.event];
  });
}

function draws(steps: readonly string[]): fc.Arbitrary<readonly Draw[]> {
  const draw = fc.record({ company: fc.constantFrom('a', 'b'), employee: fc.constantFrom('c', 'r'), n: fc.nat(2), step: fc.constantFrom(...steps) });
  return fc.array(draw, { maxLength: 40 });
}

const contracts = draws(['draft', 'ask', 'accept', 'amend', 'settle', 'reject', 'end', 'lapse']).map((drawn) =>
  walk(
    drawn,
    ({ company, employee, n }) => `contract ${company} ${employee} ${n}`,
    ({ company, employee }, name) => {
      const about: About = { company, employee };
      const offered: Next = {
        ask: () => ({ event: contractEvent(name, about, 'ContractChangeRequested', { parts: ['wage'] }), then: 'offered' }),
        draft: () => ({ event: contractEvent(name, about, 'ContractRevised', { terms }), then: 'offered' }),
        accept: () => ({ event: contractEvent(name, about, 'ContractAccepted', { ...saudi, terms, probationEndsOn: null }), then: 'running' }),
        reject: () => ({ event: contractEvent(name, about, 'ContractRejected', { reason: 'wage-differs' }), then: 'over' }),
        lapse: () => ({ event: contractEvent(name, about, 'ContractLapsed', { answerBy: day('2026-01-15') }), then: 'over' }),
      };
      const end: Next['end'] = () => ({ event: contractEvent(name, about, 'ContractExpired', settlement), then: 'over' });
      return {
        none: { draft: () => ({ event: contractEvent(name, about, 'ContractDrafted', { terms }), then: 'offered' }) },
        offered,
        running: {
          end,
          amend: () => ({ event: contractEvent(name, about, 'AmendmentProposed', { by: 'employer', terms, answerBy: day('2026-05-01') }), then: 'amending' }),
        },
        amending: { end, settle: () => ({ event: contractEvent(name, about, 'AmendmentDeclined', { by: 'employee' }), then: 'running' }) },
      };
    },
  ),
);

const permits = draws(['request', 'bill', 'pay', 'cancel', 'reject', 'print', 'expire']).map((drawn) => {
  const printed = new Set<string>();
  return walk(
    drawn,
    ({ company, n }) => `permit ${company} ${n}`,
    ({ company }, name) => {
      const about: About = { company, employee: 'r' };
      const kind: 'first' | 'renewal' = printed.has(name) ? 'renewal' : 'first';
      const amount = fromRiyals(100);
      const asked = { contractId: null, occupation: '711201', months: 12, declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false, declaredPlace: null };
      const term = { occupation: '711201', months: 12, validFrom: day('2026-01-01'), validTo: day('2026-12-31') };
      const bill = {
        kind,
        billNumber: '1',
        months: 12,
        chargedFrom: day('2026-01-01'),
        fee: amount,
        levy: amount,
        total: amount,
        lines: [],
        dueOn: day('2026-02-01'),
        lapsesOn: day('2026-02-05'),
      };
      const closed = kind === 'first' ? 'over' : 'printed';
      const expire: Next = kind === 'first' ? {} : { expire: () => ({ event: permitEvent(name, about, 'WorkPermitExpired', { occupation: '711201', validTo: day('2026-12-31') }), then: 'printed' }) };
      const print: Next['print'] = () => {
        printed.add(name);
        const event = kind === 'first' ? permitEvent(name, about, 'WorkPermitIssued', term) : permitEvent(name, about, 'WorkPermitRenewed', { ...term, previousValidTo: day('2025-12-31') });
        return { event, then: 'printed' };
      };
      return {
        none: { request: () => ({ event: permitEvent(name, about, 'WorkPermitRequested', { ...asked, arrivedOn: null }), then: 'asked' }) },
        asked: {
          bill: () => ({ event: permitEvent(name, about, 'WorkPermitBilled', bill), then: 'billed' }),
          reject: () => ({ event: permitEvent(name, about, 'WorkPermitRejected', { kind, reason: 'documents-incomplete', refundDue: null }), then: closed }),
        },
        billed: {
          pay: () => ({ event: permitEvent(name, about, 'WorkPermitBillPaid', { kind, billNumber: '1', amount, reference: 'R' }), then: 'paid' }),
          cancel: () => ({ event: permitEvent(name, about, 'WorkPermitBillCancelled', { kind, billNumber: '1', amount }), then: closed }),
        },
        paid: { print },
        printed: { ...expire, request: () => ({ event: permitEvent(name, about, 'WorkPermitRenewalRequested', asked), then: 'asked' }) },
      };
    },
  );
});

const visas = draws(['request', 'accept', 'reject', 'issue', 'use', 'late', 'cancel', 'expire']).map((drawn) => {
  const requested = new Set<string>();
  // One request a company, its three lines walked each by itself once it is made.
  const requests = drawn.flatMap(({ company }) => {
    if (requested.has(company)) return [];
    requested.add(company);
    const name = `visa ${company}`;
    return [visaEvent(name, company, 'VisasRequested', { kind: 'permanent', phase: 'expansion', lines: [0, 1, 2].map((n) => ({ ...line(name, n), count: 9 })) })];
  });
  const lines = walk(
    drawn,
    ({ company, n }) => `visa ${company} line ${n}`,
    ({ company, n, employee }) => {
      const name = `visa ${company}`;
      const kind = 'permanent' as const;
      const used = { ...line(name, n), kind, employeeId: idOf(employee), enteredOn: day('2026-03-01'), stayUntil: null, balance: 0 };
      return {
        none: {
          accept: () => ({ event: visaEvent(name, company, 'VisaLineAccepted', { ...line(name, n), requested: 9, accepted: 4 }), then: 'accepted' }),
          reject: () => ({ event: visaEvent(name, company, 'VisaLineRejected', { ...line(name, n), requested: 9, reason: 'balance-exceeded' }), then: 'over' }),
        },
        accepted: { issue: () => ({ event: visaEvent(name, company, 'VisasIssued', { ...line(name, n), kind, count: 4, validTo: day('2028-01-31') }), then: 'issued' }) },
        issued: {
          use: () => ({ event: visaEvent(name, company, 'VisaUsed', { ...used, afterExpiry: false }), then: 'started' }),
          cancel: () => ({ event: visaEvent(name, company, 'VisasCancelled', { ...line(name, n), kind, count: 2, refundDue: fromRiyals(0), balance: 2 }), then: 'started' }),
        },
        started: { expire: () => ({ event: visaEvent(name, company, 'VisasExpired', { ...line(name, n), kind, count: 2, validTo: day('2028-01-31') }), then: 'expired' }) },
        expired: { late: () => ({ event: visaEvent(name, company, 'VisaUsed', { ...used, afterExpiry: true }), then: 'over' }) },
      };
    },
  );
  return [...requests, ...lines];
});

/** Takes events from the lists in turns drawn at random, each list in its order. */
function interleaved(lists: readonly (readonly GivenEvent[])[], turns: readonly number[]): readonly GivenEvent[] {
  const rest = lists.map((list) => [...list]);
  const mixed: GivenEvent[] = [];
  for (let turn = 0; rest.some((list) => list.length > 0); turn++) {
    const left = rest.filter((list) => list.length > 0);
    const event = left[(turns[turn % Math.max(turns.length, 1)] ?? 0) % left.length]?.shift();
    if (event !== undefined) mixed.push(event);
  }
  return mixed;
}

/** Legal streams of contracts, permits and visas of the companies `a` and `b` and the employees `c` and `r`, mixed as a log mixes them. */
export const randomRecords: fc.Arbitrary<readonly GivenEvent[]> = fc
  .tuple(contracts, permits, visas, fc.array(fc.nat(2), { maxLength: 30 }))
  .map(([contract, permit, visa, turns]) => interleaved([contract, permit, visa], turns));
