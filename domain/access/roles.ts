/** Who uses the ledger. A route names the roles that may call it; nobody else may. */
export const ROLES = ['platform-service', 'employer', 'analyst', 'regulator', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The ledger's own role, for what its clock and its reactions command. No token carries it. */
export const SYSTEM_ROLE = 'system';

/** The signed-in caller: a random directory id (never an OIDC subject), a role, and the department that speaks. */
export interface Actor {
  readonly actorId: string;
  readonly role: Role | typeof SYSTEM_ROLE;
  readonly onBehalfOf: string | null;
  readonly source: string;
}
