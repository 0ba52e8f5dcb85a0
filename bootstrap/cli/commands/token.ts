import type { Command } from 'commander';
import { ROLES } from '../../../domain/access/roles.js';
import { openLocalIssuer } from '../../auth/local-issuer.js';
import { bearerOf } from '../bearer.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { configFromProcess } from '../run-ledger.js';

const MAX_TTL_SECONDS = 90 * 86_400;

interface Options {
  readonly as: string;
  readonly subject: string;
  readonly department?: string;
  readonly ttl: string;
  readonly synthetic?: boolean;
  readonly json?: boolean;
}

/** `sijil token`: a bearer token signed by the local key, for a machine without a configured issuer. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('sign a token with the local key')
    .option('--as <role>', `one of ${ROLES.join(', ')}`, 'platform-service')
    .option('--subject <name>', 'who the token speaks for', 'local-user')
    .option('--department <name>', 'the department that speaks')
    .option('--ttl <seconds>', 'seconds until it expires', '86400')
    .option('--synthetic', 'mark the records it writes as synthetic')
    .option('--json', 'one JSON line')
    .action(async (options: Options) => {
      const role = ROLES.find((known) => known === options.as);
      if (role === undefined) throw new UsageError(`--as: ${options.as} is none of ${ROLES.join(', ')}`);
      const ttl = /^\d{1,9}$/.test(options.ttl) ? Number(options.ttl) : 0;
      if (ttl < 1 || ttl > MAX_TTL_SECONDS) throw new UsageError(`--ttl: seconds from 1 to ${MAX_TTL_SECONDS}`);
      const { subject, department, synthetic } = options;
      const bearer = bearerOf({ subject, role, ...(department === undefined ? {} : { department }), ...(synthetic === true ? { synthetic } : {}) });
      const issuer = await openLocalIssuer(configFromProcess().home);
      const token = await issuer.sign(bearer, ttl);
      await print(options.json === true ? `${JSON.stringify({ token, role, expiresIn: ttl })}\n` : `${token}\n`);
    });
}
