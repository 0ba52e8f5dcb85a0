// Law: every command that a client can send names on whose behalf it may come; who is not named may not.
import type { AuthorityScope } from '../../domain/company/company-codes.js';

/** What of the payload decides whether a party may say it. */
export interface When<D> {
  /** In the words of the payload: `by: employer`. */
  readonly says: string;
  readonly holds: (data: D) => boolean;
}

/** One of those on whose behalf a command may come, and how its data and its record's state lead to him. */
export type BehalfOf<D = object, S = unknown> = { readonly when?: When<D> } & (
  | { readonly party: 'department' }
  | {
      readonly party: 'authorised-person';
      readonly scope: AuthorityScope;
      /** Of which company, where there are two. */
      readonly of?: 'new employer' | 'current employer';
      readonly company: (data: D, state: S, recordId: string) => string | null;
    }
  | { readonly party: 'employee'; readonly employee: (data: D, state: S) => string | null }
);

/** The department in its own name: acts of the state, paper at a counter, records that it brings over. */
export const department: BehalfOf = { party: 'department' };

/** Who may say it only where the payload says so. */
export function only<D, S>(when: When<D>, behalf: BehalfOf<D, S>): BehalfOf<D, S> {
  return { ...behalf, when };
}

/** Where the payload names that side. */
export function by<B extends string>(side: B): When<{ readonly by?: string }> {
  return { says: `by: ${side}`, holds: (data) => data.by === side };
}

/** A party in words, for descriptions and refusals. */
export function inWords({ when, ...behalf }: BehalfOf<never, never>): string {
  return when === undefined ? whoIs(behalf) : `${whoIs(behalf)} (where ${when.says})`;
}

function whoIs(behalf: BehalfOf<never, never>): string {
  switch (behalf.party) {
    case 'department':
      return 'the department itself';
    case 'employee':
      return 'the employee himself';
    case 'authorised-person': {
      const scope = behalf.scope === 'everything' ? 'everything' : `${behalf.scope} or everything`;
      return `an authorised person of the ${behalf.of ?? 'company'} for ${scope}`;
    }
  }
}
