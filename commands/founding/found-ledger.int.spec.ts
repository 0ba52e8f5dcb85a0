import { afterEach, describe, expect, it } from 'vitest';
import { v4 } from 'uuid';
import { company } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { bindVault } from '../vault/founding.js';
import { foundLedger, ledgerIdOf, NotALedger } from './found-ledger.js';

let ledger: TestLedger;
afterEach(() => ledger.close());

describe('a ledger', () => {
  it('is founded once, whoever founds it at the same time and however often', async () => {
    ledger = await openTestLedger('founding', { found: false });
    expect(await ledgerIdOf(ledger.store)).toBeNull();
    const found = async (): Promise<void> => {
      const id = await bindVault(ledger.vaultPool, v4(), ledger.clock.now());
      await foundLedger(ledger.store, id, ledger.clock, true);
    };
    await Promise.all([found(), found(), found()]);
    await found();
    const log = await ledger.log();
    expect(log.map(({ type, revision }) => [type, revision])).toEqual([['LedgerFounded', 0]]);
    expect(log[0]).toMatchObject({
      data: { ledgerId: await ledgerIdOf(ledger.store) },
      metadata: { commandHash: null, role: 'system', subjects: [] },
    });
  });

  it('is not what begins with anything else', async () => {
    ledger = await openTestLedger('no_ledger', { found: false });
    await (await ledger.process()).send(company());
    await expect(ledgerIdOf(ledger.store)).rejects.toThrow(NotALedger);
  });
});
