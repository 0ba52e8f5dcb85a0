import { describe, expect, it } from 'vitest';
import { fold } from '../../domain/ledger/decider.js';
import { testFacts } from '../../domain/testing/test-facts.js';
import { visaRecord } from '../../domain/visa/record-type.js';
import { noVisa } from '../../domain/visa/state.js';
import * as example from '../../domain/visa/testing/visa-examples.js';
import { createCommandRegistry, routeOf } from './registry.js';
import { emptyReader } from './testing/empty-reader.js';
import { visaCommands } from './visa-commands.js';

const registry = createCommandRegistry(visaCommands, [visaRecord]);
const command = (name: string) => registry.find(name) ?? expect.fail(`no command ${name}`);
const line = { ...example.masons, count: 1 };
const request = { ...example.requester, kind: 'permanent', phase: 'expansion', lines: [line] };
const use = { lineId: example.masonLine.lineId, employeeId: example.employeeId, visaNumber: example.visaNumber };

describe('commands of visas', () => {
  it('have a route each, but for those of the clock', () => {
    expect(visaCommands.filter((one) => one.policy !== null).map(routeOf)).toEqual([
      '/v1/visas',
      '/v1/visas/{id}/line-acceptances',
      '/v1/visas/{id}/line-rejections',
      '/v1/visas/{id}/bills',
      '/v1/visas/{id}/bill-cancellation',
      '/v1/visas/{id}/payments',
      '/v1/visas/{id}/issue',
      '/v1/visas/{id}/uses',
      '/v1/visas/{id}/extension',
      '/v1/visas/{id}/cancellations',
    ]);
    expect(visaCommands.filter((one) => one.policy === null).map((one) => one.name)).toEqual(['LapseVisaBill', 'ExpireVisas']);
  });

  it('fold the company for the request and the issue, the employee for the use', async () => {
    const reader = emptyReader();
    expect(await command('RequestVisas').facts?.(request, noVisa, reader, 'id')).toMatchObject({ employer: { company: 'none' } });
    const state = fold(visaRecord.evolve, noVisa, example.settled);
    expect(await command('IssueVisas').facts?.({ lineId: example.masonLine.lineId }, state, reader, 'id')).toMatchObject({ employer: { company: 'none' } });
    expect(await command('UseVisa').facts?.(use, state, reader, 'id')).toMatchObject({ employee: { status: 'none' } });
    const { companyId } = example.requester;
    expect(reader.asked).toEqual([`company-${companyId}`, `company-${companyId}`, `employee-${example.employeeId}`]);
  });

  it('decide by their own part of the decider', () => {
    const state = fold(visaRecord.evolve, noVisa, example.masonsIssued);
    const decision = command('ExpireVisas').decide({ type: 'ExpireVisas', data: {} }, state, testFacts({ today: '2028-05-02' }));
    expect(decision).toMatchObject({ kind: 'accepted', events: [example.expired()] });
  });

  it.each([
    ['RequestVisas', { ...request, lines: [] }],
    ['RequestVisas', { ...request, lines: [{ ...line, religion: 'any' }] }],
    ['RequestVisas', { ...request, lines: [{ ...line, consulate: 'Bombay' }] }],
    ['RequestVisas', { ...request, lines: [{ ...line, count: 0 }] }],
    ['RequestVisas', { ...request, kind: 'tourist' }],
    ['AcceptVisaLine', { lineId: example.masonLine.lineId, accepted: 0 }],
    ['UseVisa', { ...use, visaNumber: 'V1' }],
    ['CancelVisas', { lineId: example.masonLine.lineId, count: -1 }],
  ])('%s: refuses a payload that is not its own (%#)', (name, data) => {
    expect(command(name).schema.safeParse(data).success).toBe(false);
  });

  it('take numbers in Arabic-Indic digits', () => {
    expect(command('UseVisa').schema.parse({ ...use, visaNumber: '٠٩٠٠٠٠٠٠٠١' })).toEqual(use);
  });
});
