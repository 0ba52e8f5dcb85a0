// Law: at the command line, too, a rule set is proposed and confirmed by who his token proves him to be.
import { readFile, stat } from 'node:fs/promises';
import { Problem } from '../../../domain/access/problem.js';
import { refusalOf } from '../../../domain/access/policy.js';
import type { Actor } from '../../../domain/access/roles.js';
import type { Vault } from '../../../domain/ledger/vault.js';
import { actorPart, callerOfToken } from '../../auth/caller-of-token.js';
import { verifyToken, type TrustedIssuer } from '../../auth/verify-token.js';
import { UsageError } from '../exit-codes.js';
import { unreadable } from '../saudization/unreadable.js';

/** More than any token has. */
const MOST_BYTES = 16_384;

/** The text of a file that holds a token and nothing else. A token is no argument: whoever lists processes would read it. Throws UsageError. */
export async function readTokenFile(file: string): Promise<string> {
  const failed = (error: unknown): never => {
    throw unreadable(file, error);
  };
  if ((await stat(file).catch(failed)).size > MOST_BYTES) throw new UsageError(`${file}: more than a token`);
  const token = (await readFile(file, 'utf8').catch(failed)).trim();
  if (token === '' || /\s/.test(token)) throw new UsageError(`${file}: holds no token alone`);
  return token;
}

/** Who a token stands for, as the same human is known over HTTP. Throws Problem 401 for a token that proves nothing, 403 for a role that makes no rules, 503 while the issuer is away. */
export async function speakerOf(token: string, { trusted, vault }: { readonly trusted: TrustedIssuer; readonly vault: Vault }): Promise<Actor> {
  const claims = await verifyToken(trusted, `Bearer ${token}`);
  if (refusalOf('commands.ruleSet', actorPart(claims)) !== null) throw new Problem(403, 'role-not-allowed', `The role ${claims.role} may not call this.`);
  return (await callerOfToken(claims, vault)).actor;
}
