// Law: a command is sent by whom its policy names, within the families of his token's scope; the ledger itself sends what it decides of itself.
import { refusalOf } from '../../domain/access/policy.js';
import { Problem } from '../../domain/access/problem.js';
import { SYSTEM_ROLE, type Actor } from '../../domain/access/roles.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** Throws Problem 403 for an actor who may not send the command: asked at each one, also within a bulk body. */
export function requireAllowed({ name, policy }: AnyCommandDefinition, actor: Actor): void {
  if (actor.role === SYSTEM_ROLE) return;
  const refusal = policy === null ? 'role' : refusalOf(policy, actor);
  if (refusal === 'role') throw new Problem(403, 'role-not-allowed', `The role ${actor.role} may not send ${name}.`);
  if (refusal !== null) throw new Problem(403, 'family-not-allowed', `The token’s scope does not hold the family of ${name}.`);
}
