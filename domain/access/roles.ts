import type { CommandFamily } from './command-families.js';

/** Who uses the ledger; what each may do stands in the policy table. */
export const ROLES = ['platform-service', 'employer', 'analyst', 'regulator', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The ledger's own role, for what its clock and its reactions command. No token carries it. */
export const SYSTEM_ROLE = 'system';

/** The signed-in caller: a random directory id (never an OIDC subject), a role, and the department that speaks. */
export interface Actor {
  readonly actorId: string;
  readonly role: Role | typeof SYSTEM_ROLE;
  /** Directory id of the human in whose name a command comes; null for the department itself. */
  readonly onBehalfOf: string | null;
  readonly source: string;
  /** The families of commands that it may send; none for who sends none. */
  readonly families: readonly CommandFamily[];
  /** Of who makes rules: id of the human whose account it is, the same under all his accounts; not there where the issuer does not say. */
  readonly human?: string;
  /** Of a service: that it may read though it sends nothing. */
  readonly reads?: boolean;
}
