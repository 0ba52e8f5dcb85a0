import { describe, expect, it } from 'vitest';
import { noCompany } from '../../domain/company/state.js';
import { nobody } from '../../domain/employee/state.js';
import { fold } from '../../domain/ledger/decider.js';
import { testFacts } from '../../domain/testing/test-facts.js';
import { claimOpenPermitBill } from '../../domain/work-permit/open-bill-claim.js';
import type { WorkPermitEvent } from '../../domain/work-permit/events.js';
import { claimPermitInForce, placeOf } from '../../domain/work-permit/permit-in-force-claim.js';
import { workPermitRecord } from '../../domain/work-permit/record-type.js';
import { noWorkPermit } from '../../domain/work-permit/state.js';
import * as example from '../../domain/work-permit/testing/permit-examples.js';
import { createCommandRegistry, routeOf } from './registry.js';
import { emptyReader } from './testing/empty-reader.js';
import { workPermitCommands } from './work-permit-commands.js';

const registry = createCommandRegistry(workPermitCommands, [workPermitRecord]);
const command = (name: string) => registry.find(name) ?? expect.fail(`no command ${name}`);
const { companyId, employeeId } = example.parties;

describe('commands of work permits', () => {
  it('have a route each, but for those of the clock', () => {
    expect(workPermitCommands.filter((one) => one.policy !== null).map(routeOf)).toEqual([
      '/v1/work-permits',
      '/v1/work-permits/{id}/renewals',
      '/v1/work-permits/{id}/bills',
      '/v1/work-permits/{id}/payments',
      '/v1/work-permits/{id}/bill-cancellations',
      '/v1/work-permits/{id}/issue',
      '/v1/work-permits/{id}/rejection',
    ]);
    expect(workPermitCommands.filter((one) => one.policy === null).map((one) => one.name)).toEqual(['LapseWorkPermitBill', 'ExpireWorkPermit']);
  });

  it('fold the records that a request names, the contract only when it is named', async () => {
    const request = { ...example.parties, occupation: '711201', months: 12, ...example.declared };
    const reader = emptyReader();
    const facts = await command('RequestWorkPermit').facts?.(request, noWorkPermit, reader, 'id');
    expect(reader.asked).toEqual([`company-${companyId}`, `employee-${employeeId}`]);
    expect(facts).toMatchObject({ employer: { company: noCompany.status, establishment: null }, employee: { status: nobody.status }, contract: null });

    const withContract = emptyReader();
    await command('RequestWorkPermit').facts?.({ ...request, contractId: example.contractId }, noWorkPermit, withContract, 'id');
    expect(withContract.asked).toContain(`contract-${example.contractId}`);
  });

  it('fold the records of the permit itself for a renewal, with the contract named before', async () => {
    const state = fold(workPermitRecord.evolve, noWorkPermit, [example.requested({ contractId: example.contractId })]);
    const reader = emptyReader();
    const facts = await command('RenewWorkPermit').facts?.({ months: 12, ...example.declared }, state, reader, 'id');
    expect(reader.asked.sort()).toEqual([`company-${companyId}`, `contract-${example.contractId}`, `employee-${employeeId}`].sort());
    expect(facts).toMatchObject({ contract: { authenticated: false, companyId: null } });
  });

  it('fold company and employee for the issue', async () => {
    const state = fold(workPermitRecord.evolve, noWorkPermit, example.waiting);
    const reader = emptyReader();
    await command('IssueWorkPermit').facts?.({ permitNumber: example.permitNumber }, state, reader, 'id');
    expect(reader.asked).toEqual([`company-${companyId}`, `employee-${employeeId}`]);
  });

  it('fold the contract for the issue, where the application rests on one', async () => {
    const state = fold(workPermitRecord.evolve, noWorkPermit, [example.requested({ contractId: example.contractId }), ...example.waiting.slice(1)]);
    const reader = emptyReader();
    await command('IssueWorkPermit').facts?.({ permitNumber: example.permitNumber }, state, reader, 'id');
    expect(reader.asked).toContain(`contract-${example.contractId}`);
  });

  it('claim the one open bill of the employee for a bill and, where no permit runs on, the one permit for the establishment', () => {
    const bill = command('BillWorkPermit');
    const openBill = { kind: claimOpenPermitBill, about: employeeId };
    const inForce = { kind: claimPermitInForce, about: placeOf(example.parties) };
    const after = (events: readonly WorkPermitEvent[]) => fold(workPermitRecord.evolve, noWorkPermit, events);
    expect(bill.claims?.([example.billed()], after([example.requested()]), 'id')).toEqual([openBill, inForce]);
    expect(bill.claims?.([example.billed()], after(example.renewing), 'id')).toEqual([openBill]);
    expect(bill.claims?.([example.billed()], after([...example.active, example.expired(), example.renewalRequested()]), 'id')).toEqual([openBill, inForce]);
    expect(workPermitCommands.filter((one) => one.claims !== undefined)).toEqual([bill]);
  });

  it('decide by their own part of the decider', () => {
    const state = fold(workPermitRecord.evolve, noWorkPermit, example.active);
    const decision = command('ExpireWorkPermit').decide({ type: 'ExpireWorkPermit', data: {} }, state, testFacts({ today: '2027-05-02' }));
    expect(decision).toMatchObject({ kind: 'accepted', events: [example.expired()] });
  });

  it.each([
    ['RequestWorkPermit', { ...example.parties, occupation: '711201', months: 12, ...example.declared, permit: 1 }],
    ['RequestWorkPermit', { ...example.parties, occupation: '9999', months: 12, ...example.declared }],
    ['RequestWorkPermit', { ...example.parties, occupation: '711201', months: 12, ...example.declared, declaredExpats: 0 }],
    ['BillWorkPermit', { billNumber: 'A1' }],
    ['PayWorkPermitBill', { reference: 'SADAD-1', paidOn: '2026-02-30' }],
    ['IssueWorkPermit', {}],
    ['RejectWorkPermit', { reason: 'because' }],
  ])('%s: refuses a payload that is not its own (%#)', (name, data) => {
    expect(command(name).schema.safeParse(data).success).toBe(false);
  });
});
