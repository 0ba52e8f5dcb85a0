// Law: a vault's keys are made in the one transaction that finds it empty; afterwards they are only ever opened.
import type { Pool } from 'pg';
import { createFirstEpoch, hasEpochs, openEpochKeys, type EpochKeys } from './epoch-key.js';
import { createKeyFile, KeyFileError, readKeyFile } from './key-file.js';
import { createLedgerSecrets, openLedgerSecrets, type LedgerSecrets } from './ledger-secrets.js';
import { lockAll } from './locks.js';
import { inTransaction } from './transaction.js';

export interface VaultKeys {
  readonly epochs: EpochKeys;
  readonly secrets: LedgerSecrets;
}

/** Opens the vault's keys with its key file; an empty vault gets its keys, and where there is no key file yet, that too. Throws KeyFileError. */
export async function openVaultKeys(pool: Pool, keyFile: string, now: () => Date): Promise<VaultKeys> {
  return inTransaction(pool, async (client) => {
    await lockAll(client, ['keys']);
    const fresh = !(await hasEpochs(client));
    const found = await readKeyFile(keyFile);
    if (found === undefined && !fresh) {
      throw new KeyFileError(`key file ${keyFile}: missing, and the vault was sealed with it; put it back`);
    }
    const fileKey = found ?? (await createKeyFile(keyFile));
    if (fresh) await createFirstEpoch(client, fileKey, now());
    const epochs = await openEpochKeys(client, fileKey, keyFile);
    if (fresh) await createLedgerSecrets(client, epochs, now());
    return { epochs, secrets: await openLedgerSecrets(client, epochs) };
  });
}
