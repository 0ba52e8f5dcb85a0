import type { Command } from 'commander';
import { vaultStatus } from '../../../commands/vault/vault-status.js';
import * as tokens from '../../container/tokens.js';
import { openLedger } from '../../serve/open-ledger.js';
import { print } from '../print.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';

/** `sijil vault status`: how many keys, tombstones and directory rows there are; never whose. */
export function addVaultCommand(program: Command): void {
  const vault = program.command('vault').description('the vault of keys and identities');
  vault
    .command('status')
    .description('count keys, tombstones and directory rows')
    .option('--json', 'one JSON line')
    .action(({ json }: { json?: boolean }) =>
      runThenExit(async (config, logger, shutdown) => {
        const { container } = await openLedger(config, logger, shutdown);
        const status = await vaultStatus(container.resolve(tokens.VAULT_POOL));
        await print(
          json === true ? `${JSON.stringify(status)}\n` : `${table(['what', 'count'], Object.entries(status).map(([what, n]) => [what, String(n)]))}\n`,
        );
      }),
    );
}
