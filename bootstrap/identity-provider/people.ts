import type { Role } from '../../domain/access/roles.js';

/** A name in both scripts; where one is not known, the other stands in. */
export interface Name {
  readonly en: string;
  readonly ar: string;
}

/** Someone who can be chosen on the sign-in page. */
export interface Person {
  /** The subject of his tokens. */
  readonly accountId: string;
  readonly role: Role;
  readonly name: Name;
  /** Companies for which he may act. */
  readonly companies: readonly Name[];
  /** His national id or iqama number, which leads the API to him. */
  readonly nationalNumber?: string | undefined;
  readonly department?: string | undefined;
  readonly synthetic: boolean;
}

/** Who can sign in. */
export interface People {
  list(): Promise<readonly Person[]>;
  find(accountId: string): Promise<Person | undefined>;
}

/** The officials of the demo, one a role. Invented, as all that they do is. */
export const officials: readonly Person[] = [
  official('analyst', { en: 'Demo analyst', ar: 'محلل تجريبي' }),
  official('regulator', { en: 'Demo regulator', ar: 'مفتش تجريبي' }),
  official('operator', { en: 'Demo operator', ar: 'مشغل تجريبي' }),
];

function official(role: Role, name: Name): Person {
  return { accountId: `demo-${role}`, role, name, companies: [], synthetic: true };
}

/** The officials, and who else is found at the moment that one asks. */
export function officialsAnd(others: People): People {
  return {
    list: async () => [...officials, ...(await others.list())],
    find: async (accountId) => officials.find((one) => one.accountId === accountId) ?? others.find(accountId),
  };
}
