import type { Command } from 'commander';
import { ROLES } from '../../../domain/access/roles.js';
import { openLocalIssuer, type LocalIssuer } from '../../auth/local-issuer.js';
import { ConfigError } from '../../config/config-error.js';
import type { Config } from '../../config/config.js';
import { demoServices, secretOf } from '../../identity-provider/clients.js';
import type { People } from '../../identity-provider/people.js';
import { requireLoopback } from '../../identity-provider/require-loopback.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { configFromProcess, runThenExit } from '../run-ledger.js';
import { table } from '../table.js';
import { checkedRole, personOf, serviceOf, type TokenOptions } from '../token-bearer.js';

const MAX_TTL_SECONDS = 90 * 86_400;

interface Options extends TokenOptions {
  readonly ttl: string;
  readonly services?: boolean;
  readonly json?: boolean;
}

/** `sijil token`: a bearer token of the embedded provider, for a machine without a configured issuer. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('sign in at the embedded provider and print the token')
    .option('--as <role>', `one of ${ROLES.join(', ')}`, 'platform-service')
    .option('--person <number>', 'the employer: a directory id, a national id or an iqama number; without it, the first of the ledger')
    .option('--subject <name>', 'who the token speaks for (a service is local-user unless named)')
    .option('--department <name>', 'the department that speaks')
    .option('--scope <scope>', 'what a service may do, like "command:visa command:contract", or read:* to read alone (default: command:*)')
    .option('--ttl <seconds>', 'seconds until it expires', '86400')
    .option('--synthetic', 'mark the records it writes as synthetic')
    .option('--services', 'show the service accounts to try with, and their secrets, instead')
    .option('--json', 'one JSON line')
    .action(async (options: Options) => {
      const role = checkedRole(options);
      const ttl = /^\d{1,9}$/.test(options.ttl) ? Number(options.ttl) : 0;
      if (ttl < 1 || ttl > MAX_TTL_SECONDS) throw new UsageError(`--ttl: seconds from 1 to ${MAX_TTL_SECONDS}`);
      const config = configFromProcess();
      requireLoopback(config);
      if (config.oidcIssuer !== undefined) throw new ConfigError('OIDC_ISSUER', 'tokens are had from that issuer');
      const issuer = await openLocalIssuer(config.home);
      if (options.services === true) {
        await print(services(issuer, options.json === true));
        return;
      }
      const say = async (employers: () => Promise<People>): Promise<void> => {
        const bearer = role === 'platform-service' ? { service: serviceOf(options) } : { person: await personOf(options, role, issuer, employers) };
        const { tokenAtTerminal } = await import('../../identity-provider/token-at-terminal.js');
        const token = await tokenAtTerminal(issuer, bearer, ttl);
        await print(options.json === true ? `${JSON.stringify({ token, role, expiresIn: ttl })}\n` : `${token}\n`);
      };
      if (role === 'employer' && !isNumber(options.person)) await withEmployers(say);
      else await say(() => Promise.reject(new Error('no ledger was opened')));
    });
}

/** Opens the ledger whose employers are asked for, and closes it with the process. */
function withEmployers(say: (employers: () => Promise<People>) => Promise<void>): Promise<void> {
  return runThenExit(async (config: Config, logger, shutdown) => {
    const [{ openLedger }, { employersOfLedger }] = await Promise.all([import('../../serve/open-ledger.js'), import('../../serve/add-identity-provider.js')]);
    const { container } = await openLedger(config, logger, shutdown);
    await say(async () => employersOfLedger(container));
  });
}

/** True for what may be a national id or iqama number: a directory id has hyphens. */
function isNumber(person: string | undefined): boolean {
  return person !== undefined && !person.includes('-');
}

function services(issuer: LocalIssuer, json: boolean): string {
  const accounts = demoServices.map(({ clientId, scope, department }) => ({ clientId, secret: secretOf(issuer, clientId), scope, department: department ?? null }));
  if (json) return `${JSON.stringify(accounts)}\n`;
  return `${table(['client', 'secret', 'scope'], accounts.map(({ clientId, secret, scope }) => [clientId, secret, scope]))}\n`;
}
