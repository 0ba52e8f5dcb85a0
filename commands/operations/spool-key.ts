import type { Vault } from '../../domain/ledger/vault.js';

/** The key under which one operation's body is sealed: made by the vault's keyed digest, stored nowhere. 32 bytes. */
export function spoolKeys(vault: Vault): (operation: string) => Promise<Buffer> {
  return async (operation) => {
    const digest = await vault.commandHash({ purpose: 'bulk-spool', operation }, null);
    if (digest === null) throw new Error('the vault gave no key for the spool');
    return Buffer.from(digest.mac, 'base64');
  };
}
