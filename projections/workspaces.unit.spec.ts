import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromRiyals } from '../domain/standards/money.js';
import type { ContractRow } from '../read-models/tables/contract.js';
import type { VisaLineRow } from '../read-models/tables/visa.js';
import type { WorkPermitRow } from '../read-models/tables/work-permit.js';
import { workspaceCounters, workspaceTable, type WorkspaceCounts, type WorkspaceRow } from '../read-models/tables/workspace.js';
import { contracts } from './contracts.js';
import { factsOf, idOf } from './testing/given-events.js';
import {
  acceptedContract,
  citizen,
  companyEvent,
  contractEvent,
  day,
  employeeEvent,
  indian,
  opened,
  registered,
  resident,
  saudi,
  settlement,
  terms,
  transferEvent,
} from './testing/market-events.js';
import { expectSameRowsHoweverDelivered, foldAll, projectionSpec } from './testing/projection-spec.js';
import { randomRecords } from './testing/random-records.js';
import { visas } from './visas.js';
import { workPermits } from './work-permits.js';
import { workspaces } from './workspaces.js';

/** The whole row of a company with these counters, and all others zero. */
function workspace(company: string, counts: WorkspaceCounts): Omit<WorkspaceRow, 'changedAt' | 'lastEventId'> {
  const zeros = Object.fromEntries(workspaceCounters.map((counter) => [counter, 0])) as Record<(typeof workspaceCounters)[number], number>;
  return { ...zeros, ...counts, id: idOf(company) };
}

const spec = projectionSpec(workspaces);
const market = [registered('a'), registered('b'), opened('a', 'a main'), opened('b', 'b main'), citizen('c'), resident('r')];
const open = { establishmentsOpen: 1 };
const ended = (contract: string, company: string, employee: string) => contractEvent(contract, { company, employee }, 'ContractExpired', settlement);

describe('workspaces', () => {
  it('begin with zeros when a company is registered', async () => {
    await spec.given(registered('a')).thenRows(workspaceTable, [workspace('a', {})]);
  });

  it('count establishments and authorised people', async () => {
    const appointed = { effectiveOn: day('2020-02-01'), personId: idOf('p'), employeeId: null, scopes: [], from: day('2020-02-01'), to: null };
    const removed = { effectiveOn: day('2020-03-01'), personId: idOf('p') };
    const closed = { effectiveOn: day('2021-01-01'), establishmentId: idOf('branch'), reason: 'moved' } as const;
    await spec
      .given(
        registered('a'),
        opened('a', 'a main'),
        opened('a', 'branch', '2020-02-01', false),
        companyEvent('a', 'AuthorisedPersonAppointed', appointed),
        companyEvent('a', 'AuthorisedPersonAppointed', { ...appointed, personId: idOf('q') }),
        companyEvent('a', 'AuthorisedPersonRemoved', removed),
        companyEvent('a', 'EstablishmentClosed', closed),
      )
      .thenRows(workspaceTable, [workspace('a', { establishmentsOpen: 1, establishmentsClosed: 1, authorisedPeople: 1 })]);
  });

  it('count a human once in each company, however many contracts run', async () => {
    const first = acceptedContract('k1', { company: 'a', employee: 'c' }, saudi);
    const second = acceptedContract('k2', { company: 'a', employee: 'c' }, saudi);
    const elsewhere = acceptedContract('k3', { company: 'b', employee: 'c' }, saudi);
    await spec
      .given(...market, ...first, ...second, ...elsewhere)
      .thenRows(workspaceTable, [
        workspace('a', { ...open, employees: 1, citizens: 1, contractsRunning: 2 }),
        workspace('b', { ...open, employees: 1, citizens: 1, contractsRunning: 1 }),
      ]);
    await spec
      .given(...market, ...first, ...second, ...elsewhere, ended('k1', 'a', 'c'), ended('k3', 'b', 'c'))
      .thenRows(workspaceTable, [
        workspace('a', { ...open, employees: 1, citizens: 1, contractsRunning: 1, contractsEnded: 1 }),
        workspace('b', { ...open, contractsEnded: 1 }),
      ]);
  });

  it('follow a worker who becomes a citizen, in every company', async () => {
    const naturalised = employeeEvent('r', 'PersonCorrected', {
      effectiveOn: day('2026-05-01'),
      nationality: 'SAU',
      sex: 'male',
      birthYear: 1988,
      residence: null,
      reason: 'naturalisation',
      correctedEventId: null,
    });
    const employed = [...market, ...acceptedContract('k', { company: 'a', employee: 'r' }, indian)];
    await spec.given(...employed).thenRows(workspaceTable, [workspace('a', { ...open, employees: 1, nonCitizens: 1, contractsRunning: 1 }), workspace('b', open)]);
    await spec.given(...employed, naturalised).thenRows(workspaceTable, [workspace('a', { ...open, employees: 1, citizens: 1, contractsRunning: 1 }), workspace('b', open)]);
  });

  it('move a worker who is transferred', async () => {
    const about = { company: 'b', from: 'a', employee: 'r' };
    const asked = transferEvent('t', about, 'TransferRequested', { terms, permitId: null, declaredEarlierTransfers: 0, consent: 'needed', answerBy: day('2026-02-11') });
    const completed = transferEvent('t', about, 'TransferCompleted', {
      ...indian,
      transferId: idOf('t'),
      endsOldContract: true,
      settlement,
      newContractId: idOf('k2'),
      terms,
      probationEndsOn: null,
      transferNumber: 1,
      fee: fromRiyals(2_000),
    });
    const employed = [...market, ...acceptedContract('k1', { company: 'a', employee: 'r' }, indian), asked];
    await spec
      .given(...employed)
      .thenRows(workspaceTable, [
        workspace('a', { ...open, employees: 1, nonCitizens: 1, contractsRunning: 1, transfersOutOpen: 1 }),
        workspace('b', { ...open, transfersInOpen: 1 }),
      ]);
    await spec
      .given(
        ...employed,
        completed,
        contractEvent('k1', { company: 'a', employee: 'r' }, 'ContractEndedByTransfer', { transferId: idOf('t'), successorContractId: idOf('k2'), ...settlement }),
        contractEvent('k2', { company: 'b', employee: 'r' }, 'ContractBegunByTransfer', { ...indian, transferId: idOf('t'), previousContractId: idOf('k1'), terms, probationEndsOn: null }),
      )
      .thenRows(workspaceTable, [
        workspace('a', { ...open, contractsEnded: 1, transfersOutCompleted: 1 }),
        workspace('b', { ...open, employees: 1, nonCitizens: 1, contractsRunning: 1, transfersInCompleted: 1 }),
      ]);
    await spec
      .given(...market, asked, transferEvent('t', about, 'TransferCancelled', { by: 'employee' }))
      .thenRows(workspaceTable, [workspace('a', open), workspace('b', open)]);
  });
});

describe('workspace counters', () => {
  it('equal what is counted row by row over the other read models', async () => {
    await fc.assert(
      fc.asyncProperty(randomRecords, async (records) => {
        const facts = factsOf([...market, ...records]);
        const totals = (await foldAll(workspaces, [facts])).get('workspace') ?? [];
        const contractRows = ((await foldAll(contracts, [facts])).get('contract') ?? []) as unknown as readonly ContractRow[];
        const permitRows = ((await foldAll(workPermits, [facts])).get('work_permit') ?? []) as unknown as readonly WorkPermitRow[];
        const lineRows = ((await foldAll(visas, [facts])).get('visa_line') ?? []) as unknown as readonly VisaLineRow[];
        for (const at of ['a', 'b']) {
          const own = <R extends { readonly companyId: string }>(rows: readonly R[]): readonly R[] => rows.filter((row) => row.companyId === idOf(at));
          const having = <R extends { readonly status: string }>(rows: readonly R[], ...statuses: readonly string[]): number =>
            rows.filter((row) => statuses.includes(row.status)).length;
          const lineSum = (of: (row: VisaLineRow) => number): number => own(lineRows).reduce((sum, row) => sum + of(row), 0);
          const running = own(contractRows).filter((row) => row.running);
          const heads = new Set(running.map((row) => row.employeeId));
          expect(totals.find((row) => row.id === idOf(at))).toMatchObject(
            workspace(at, {
              ...open,
              employees: heads.size,
              citizens: heads.has(idOf('c')) ? 1 : 0,
              nonCitizens: heads.has(idOf('r')) ? 1 : 0,
              contractsDraft: having(own(contractRows), 'draft'),
              contractsChangeRequested: having(own(contractRows), 'change-requested'),
              contractsRunning: running.length,
              contractsEnded: having(own(contractRows), 'ended'),
              contractsRejected: having(own(contractRows), 'rejected'),
              contractsLapsed: having(own(contractRows), 'lapsed'),
              permitsRequested: having(own(permitRows), 'requested'),
              permitsPendingPayment: having(own(permitRows), 'pending-payment'),
              permitsPaid: having(own(permitRows), 'paid'),
              permitsActive: having(own(permitRows), 'active'),
              permitsExpired: having(own(permitRows), 'expired'),
              permitsRejected: having(own(permitRows), 'rejected'),
              permitsCancelled: having(own(permitRows), 'cancelled'),
              permitRenewalsOpen: own(permitRows).filter((row) => row.application?.kind === 'renewal').length,
              visaLinesPending: having(own(lineRows), 'pending'),
              visaLinesAccepted: having(own(lineRows), 'accepted', 'issued'),
              visaLinesRejected: having(own(lineRows), 'rejected'),
              visasGranted: lineSum((row) => row.granted),
              visasUsed: lineSum((row) => row.used),
              visasCancelled: lineSum((row) => row.cancelled),
              visasExpired: lineSum((row) => row.expired),
              visasBalance: lineSum((row) => row.balance),
            }),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('do not depend on how the events are delivered', async () => {
    const [records] = fc.sample(randomRecords, { numRuns: 1, seed: 7 });
    await expectSameRowsHoweverDelivered(workspaces, factsOf([...market, ...(records ?? [])]));
  });
});
