import { describe, expect, it } from 'vitest';
import { activeCompany, event, parties, resident, running, sent } from '../../domain/contract/testing/contract-examples.js';
import { contractRecord } from '../../domain/contract/record-type.js';
import { noContract } from '../../domain/contract/state.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import { testFacts, testId } from '../../domain/testing/test-facts.js';
import { transferRecord } from '../../domain/transfer/record-type.js';
import { noTransfer } from '../../domain/transfer/state.js';
import { contractAfter, inNotice, newCompany, newTerms, permitId, permitUntil, recent, requested, sides, to } from '../../domain/transfer/testing/transfer-examples.js';
import { contractCommands } from './contract-commands.js';
import type { RecordFact, RecordReader } from './definition.js';
import { emptyReader } from './testing/empty-reader.js';
import { createCommandRegistry, routeOf } from './registry.js';
import { transferCommands } from './transfer-commands.js';

const records = [contractRecord, transferRecord] as unknown as readonly RecordType[];
const registry = createCommandRegistry([...contractCommands, ...transferCommands], records);
const command = (name: string) => {
  const found = registry.find(name);
  if (found === undefined) throw new Error(name);
  return found;
};

/** Gives these states by category, and tells what was read. */
function reading(states: Readonly<Record<string, unknown>>): RecordReader & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    ...emptyReader(),
    seen,
    read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>> {
      seen.push(`${type.category}-${id}`);
      const state = (states[type.category] ?? type.initial) as S;
      return Promise.resolve({ id, exists: true, state, revision: 0, erased: false });
    },
  };
}

describe('commands of contracts and transfers', () => {
  it('have these routes', () => {
    const routes = registry.commands.filter(({ policy }) => policy !== null).map((one) => routeOf(one).replace('/v1/', ''));
    expect(routes).toEqual([
      'contracts',
      ...['revisions', 'sending', 'acceptance', 'rejection', 'change-requests', 'withdrawal', 'amendments', 'amendment-acceptance', 'amendment-refusal', 'renewals', 'resignation', 'resignation-withdrawal', 'resignation-deferral', 'resignation-acceptance', 'notice', 'termination'].map((action) => `contracts/{id}/${action}`),
      'transfers',
      ...['employee-answer', 'employer-answer', 'completion', 'cancellation'].map((action) => `transfers/{id}/${action}`),
    ]); // prettier-ignore
  });

  it('sweep only with commands that nobody else can send', () => {
    for (const record of records) for (const sweep of Object.values(record.sweeps)) expect(command(sweep.command).policy).toBeNull();
  });

  it('fold both sides of a contract from their own streams', async () => {
    const reader = reading({ company: activeCompany, employee: resident });
    const facts = await command('AcceptContract').facts?.({}, contractAfter(sent()), reader, testId('contract'));
    expect(facts).toEqual({ company: activeCompany, employee: resident });
    expect(reader.seen).toEqual([`company-${parties.companyId}`, `employee-${parties.employeeId}`]);
  });

  it('go on with the survivor of a duplicate where the contract is in force, and only there', async () => {
    const duplicate = { ...resident, status: 'merged' as const, survivorId: testId('survivor') };
    const both = (): RecordReader => {
      const { read } = reading({ company: activeCompany, employee: duplicate });
      const { read: readSurvivor } = reading({ employee: resident });
      return { ...emptyReader(), read: (type, id) => (id === duplicate.survivorId ? readSurvivor(type, id) : read(type, id)) };
    };
    for (const name of ['ProposeAmendment', 'AcceptAmendment', 'RenewContract', 'TerminateContract', 'EndContractTerm', 'EndContractOnLastDay']) {
      expect(await command(name).facts?.({}, recent, both(), testId('contract'))).toEqual({ company: activeCompany, employee: resident });
    }
    for (const name of ['ReviseContract', 'SendContract', 'AcceptContract']) {
      expect(await command(name).facts?.({}, contractAfter(sent()), both(), testId('contract'))).toMatchObject({ employee: duplicate });
    }
  });

  it('read nothing for what depends on the contract alone', async () => {
    const reader = reading({});
    await command('RejectContract').facts?.({}, contractAfter(sent()), reader, testId('contract'));
    await command('AcceptContract').facts?.({}, noContract, reader, testId('contract'));
    await command('CompleteTransfer').facts?.({}, noTransfer, reader, testId('transfer'));
    expect(reader.seen).toEqual([]);
  });

  it('fold what a transfer depends on, with the permit where it is named', async () => {
    const reader = reading({ contract: recent });
    const data = {
      employeeId: sides.employeeId,
      fromContractId: sides.fromContractId,
      toCompanyId: to.companyId,
      toEstablishmentId: to.establishmentId,
      permitId,
    };
    const facts = await command('RequestTransfer').facts?.(data, noTransfer, reader, testId('transfer'));
    expect(facts).toMatchObject({ fromContract: recent, permit: { status: 'none' } });
    const state = inNotice().reduce(transferRecord.evolve, transferRecord.initial);
    expect(await command('CompleteDueTransfer').facts?.({}, state, reader, testId('transfer'))).toMatchObject({
      fromContract: recent,
      permit: null,
    });
    const around = [`company-${to.companyId}`, `employee-${sides.employeeId}`, `contract-${sides.fromContractId}`];
    const contracted = `employee-${sides.employeeId}`;
    // Whose band tells whether he must consent is the current employer’s.
    const current = `company-${sides.fromCompanyId}`;
    expect(reader.seen).toEqual([...around, `workPermit-${permitId}`, contracted, current, ...around, contracted]);
  });

  it('find a duplicate’s contract and permit under the survivor, who can be transferred from it', async () => {
    const survivor = testId('survivor');
    const duplicate = { ...resident, status: 'merged' as const, survivorId: survivor };
    const { read: readOthers } = reading({ company: newCompany, contract: recent, workPermit: permitUntil('2027-01-01'), employee: duplicate });
    const { read: readSurvivor } = reading({ employee: resident });
    const reader: RecordReader = { ...emptyReader(), read: (type, id) => (id === survivor ? readSurvivor(type, id) : readOthers(type, id)) };
    const data = { employeeId: survivor, fromContractId: sides.fromContractId, toCompanyId: to.companyId, toEstablishmentId: to.establishmentId, permitId, terms: newTerms() };
    const definition = command('RequestTransfer');
    const facts = testFacts({ today: '2026-05-01', ...(await definition.facts?.(data, noTransfer, reader, testId('transfer'))) });
    expect(definition.decide({ type: 'RequestTransfer', data }, noTransfer, facts)).toMatchObject({ kind: 'accepted', events: [{ data: { employeeId: survivor } }] });
  });
});

describe('claims', () => {
  const accepted = running().slice(-1);
  const claimsOf = (name: string, events: readonly DomainEvent[]) =>
    command(name)
      .claims?.(events, undefined, testId('record'))
      .map(({ kind, about }) => `${kind.category}-${about}`);

  it('are needed by a resident’s acceptance only', () => {
    expect(claimsOf('AcceptContract', accepted)).toEqual([`claimResidentContract-${parties.employeeId}`]);
    for (const [nationality, nationalityGroup] of [
      ['SAU', 'saudi'],
      ['KWT', 'gcc'],
    ] as const) {
      const data = { ...accepted[0]?.data, nationality, nationalityGroup };
      expect(claimsOf('AcceptContract', [{ type: 'ContractAccepted', data }])).toEqual([]);
    }
    expect(claimsOf('RejectContract', [event('ContractRejected', '2025-12-22', { reason: 'wage-differs' })])).toEqual([]);
    expect(command('BeginContractByTransfer').claims).toBeUndefined();
  });

  it('are needed by a transfer’s request, and by its completion, which takes the place over from the old contract', () => {
    expect(claimsOf('RequestTransfer', [requested()])).toEqual([`claimOpenTransfer-${sides.employeeId}`]);
    const completed = (nationalityGroup: string) => [{ type: 'TransferCompleted', data: { ...sides, nationalityGroup } }];
    for (const name of ['CompleteTransfer', 'CompleteDueTransfer']) {
      expect(claimsOf(name, completed('other'))).toEqual([`claimResidentContract-${sides.employeeId}`]);
      expect(command(name).claims?.(completed('other'), undefined, testId('record'))).toMatchObject([
        { from: `contract-${sides.fromContractId}` },
      ]);
      expect(claimsOf(name, completed('saudi'))).toEqual([]);
    }
    expect(claimsOf('CancelTransfer', [requested()].slice(1))).toEqual([]);
  });
});
