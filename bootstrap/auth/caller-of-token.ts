// Law: who calls is an id of the vault's own; role and families come from the token, and nobody is a human for whom the issuer does not vouch.
import type { Caller } from '../../domain/access/caller.js';
import { familiesOf, readsBy } from '../../domain/access/command-families.js';
import { refusalOf } from '../../domain/access/policy.js';
import type { Actor } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { identifierOf, personOf } from './person-of-token.js';
import type { TokenClaims } from './verify-token.js';

/** Stands where an account’s issuer does, and is none. */
const HUMANS = 'urn:sijil:human';

/** The caller that verified claims name; the vault knows him by an id of its own. */
export async function callerOfToken(claims: TokenClaims, vault: Vault): Promise<Caller> {
  const [actorId, personId, human] = await Promise.all([vault.actorFor(claims.iss, claims.sub), personOf(numberIn(claims), vault), humanOf(claims, vault)]);
  const actor: Actor = { actorId, ...actorPart(claims), onBehalfOf: null, source: claims.department ?? claims.role, ...(human === null ? {} : { human }) };
  return { actor, synthetic: claims.synthetic === true, personId };
}

/** Whose an account is that may make rules, which takes two humans: an id of his own, which is no record’s, whether the directory knows him or not. */
async function humanOf(claims: TokenClaims, vault: Pick<Vault, 'actorFor'>): Promise<string | null> {
  if (refusalOf('commands.ruleSet', actorPart(claims)) !== null) return null;
  const identifier = identifierOf(numberIn(claims) ?? '');
  return identifier === null ? null : vault.actorFor(HUMANS, `${identifier.scheme}:${identifier.value}`);
}

/** The number of the human for whom the issuer vouches. A program speaks for a department, never as a human. */
export function numberIn({ role, nationalNumber }: TokenClaims): string | undefined {
  return role === 'platform-service' ? undefined : nationalNumber;
}

/** What of a token the policies ask. A scope is a service's alone. */
export function actorPart({ role, scope }: TokenClaims): Pick<Actor, 'role' | 'families' | 'reads'> {
  if (role !== 'platform-service') return { role, families: [] };
  return { role, families: familiesOf(scope), ...(readsBy(scope) ? { reads: true } : {}) };
}
