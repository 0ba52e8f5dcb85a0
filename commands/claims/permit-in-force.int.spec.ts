import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { closeWeeks } from '../testing/close-weeks.js';
import { marketOn, numbers, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { Sent, TestProcess } from '../testing/test-process.js';
import { newReactor } from '../testing/test-reactor.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('permit_in_force');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
});
afterAll(() => ledger.close());

const bill = (record: string): Sent => ({ name: 'BillWorkPermit', record, data: { billNumber: numbers.bill() } });
const refusal = async (sent: Sent): Promise<string | undefined> => {
  const outcome = await process.outcome(sent);
  return outcome instanceof Problem ? outcome.code : undefined;
};

/** Pays the bill of a permit and issues it. */
async function issue(record: string): Promise<void> {
  await market.send({ name: 'PayWorkPermitBill', record, data: { reference: 'SADAD-1' } });
  await market.send({ name: 'IssueWorkPermit', record, data: { permitNumber: '4100012345' } });
}

describe('an employee with a permit for an establishment', () => {
  it('gets no second one until that has expired; then the first is not renewed beside it', async () => {
    ledger.clock.at('2026-04-26');
    const employer = await market.company();
    const employee = await market.resident();
    const [first, second] = [await market.permit(employer, employee), await market.permit(employer, employee)];
    await process.send(bill(first));
    await issue(first);
    expect(await refusal(bill(second))).toBe('work-permit.another-in-force');
    // Another employer's permit is another matter.
    const elsewhere = await market.permit(await market.company(), employee);
    await process.send(bill(elsewhere));
    await issue(elsewhere);

    ledger.clock.at('2027-04-26');
    await closeWeeks(ledger);
    const { reactor } = newReactor(ledger.parts);
    await reactor.catchUp(ledger.clock);
    await reactor.sweep(ledger.clock);
    await process.send(bill(second));
    await issue(second);
    const figures = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
    await market.send({ name: 'RenewWorkPermit', record: first, data: { months: 12, ...figures } });
    expect(await refusal(bill(first))).toBe('work-permit.another-in-force');
  });
});
