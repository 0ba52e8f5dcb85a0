import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { runByWall } from '../bulk/testing/wall-run.js';
import { numbered, textOf, type TestLine } from '../bulk/testing/lived-run.js';
import type { LineOutcome } from '../bulk/line-outcome.js';
import { company, marketOn, resident, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { Sent, TestProcess } from '../testing/test-process.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('open_insurance');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
  ledger.clock.at('2026-04-26');
});
afterAll(() => ledger.close());

const wage = fromRiyals(4_000);
const refusal = async (sent: Sent): Promise<string | undefined> => {
  const outcome = await process.outcome(sent);
  return outcome instanceof Problem ? outcome.code : undefined;
};
const register = (at: { readonly id: string; readonly establishmentId: string }, employeeId: string, more: object = {}): Sent => ({
  name: 'RegisterInsurance',
  data: { companyId: at.id, establishmentId: at.establishmentId, employeeId, wage, from: '2026-02-01', ...more },
});

describe('an employee insured with an establishment', () => {
  it('is not insured there twice at a time; with another, or for days that have ended, he is', async () => {
    const [employer, other] = [await market.company(), await market.company()];
    const employee = await market.resident();
    const { id: first } = await market.send(register(employer, employee));
    expect(await refusal(register(employer, employee))).toBe('insurance.another-open');
    await market.send(register(other, employee));
    await market.send(register(employer, employee, { from: '2025-02-01', to: '2025-12-31' }));

    await market.send({ name: 'EndInsurance', record: first, data: { lastDay: '2026-04-10', reason: 'employment-ended' } });
    const { id: second } = await market.send(register(employer, employee, { from: '2026-04-11' }));
    const reopening = { capacity: 'employee', flexible: false, from: '2026-02-01', wages: [{ from: '2026-02-01', wage }], reason: 'inspection' };
    expect(await refusal({ name: 'CorrectInsurance', record: first, data: reopening })).toBe('insurance.another-open');
    await market.send({ name: 'VoidInsurance', record: second, data: { reason: 'inspection' } });
    await market.send({ name: 'CorrectInsurance', record: first, data: reopening });
    expect(await refusal(register(employer, employee))).toBe('insurance.another-open');
  });

  it('stays so of a duplicate: what his registration goes on with is the survivor, who may have died', async () => {
    const employer = await market.company();
    const [twin, survivor] = [await market.resident(), await market.resident()];
    const { id } = await market.send(register(employer, twin));
    await market.send({ name: 'MergeDuplicate', record: twin, data: { survivorId: survivor } });
    expect(await refusal(register(employer, twin))).toBe('insurance.employee-merged');
    await market.send({ name: 'ChangeContributoryWage', record: id, data: { wage: fromRiyals(4_500) } });
    await market.send({ name: 'MarkDeceased', record: survivor, data: { diedOn: '2026-04-20' } });
    const open = { capacity: 'owner', flexible: false, from: '2026-02-01', wages: [{ from: '2026-02-01', wage }], reason: 'inspection' };
    expect(await refusal({ name: 'CorrectInsurance', record: id, data: open })).toBe('insurance.employee-deceased');
  });

  it('is named in a file by his numbers, and his establishment by its own', async () => {
    const [firm, person] = [company(), resident()];
    const name = (scheme: string, value: unknown) => ({ identifier: { scheme, value: String(value) } });
    const number = name('establishment-number', (firm.data['establishment'] as { number: string }).number);
    const data = {
      companyId: name('unified-number', firm.data['unifiedNumber']),
      establishmentId: number,
      employeeId: name('iqama', (person.data['document'] as { value: string }).value),
      wage,
      flexible: true,
      from: '2026-02-01',
    };
    const lines: readonly TestLine[] = [
      { key: 'firm', command: firm.name, data: firm.data },
      { key: 'person', command: person.name, data: person.data },
      { key: 'insured', command: 'RegisterInsurance', data },
      { key: 'hours', command: 'RecordFlexibleHours', record: { createdBy: 'insured' }, data: { month: '2026-03', hours: 92.5 } },
      { key: 'again', command: 'RegisterInsurance', data },
      { key: 'paid', command: 'RecordWageProtection', record: { createdBy: 'firm' }, data: { establishmentId: number, month: '2026-03', standing: 'compliant', compliance: 100 } },
    ];
    const outcomes: LineOutcome[] = [];
    await runByWall(ledger, numbered(textOf(lines)), (outcome) => void outcomes.push(outcome));
    const told = outcomes.sort((a, b) => a.line - b.line).map((outcome) => (outcome.outcome === 'accepted' ? 'accepted' : outcome.code));
    expect(told).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'insurance.another-open', 'accepted']);
  });
});
