/** Names of the claims that issuers call as they like: the role, and the national id or iqama number of a human. */
export interface ClaimNames {
  readonly role: string;
  readonly person: string;
}

export const CLAIM_NAMES: ClaimNames = { role: 'role', person: 'national_number' };
