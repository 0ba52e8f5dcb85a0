// Law: nobody answers for the other side, nor for a company that did not appoint him or has removed him.
import type { AuthorityScope } from '../company/company-codes.js';
import { isAuthorised, type AuthorityState } from '../company/state.js';
import type { IsoDate } from '../standards/calendar.js';

/** The human in whose name a command comes, as the streams show him. */
export interface Subject {
  /** As he was named, and as the record that survived a merge. */
  readonly ids: readonly string[];
  /** False for who has died or was erased. */
  readonly acts: boolean;
}

/** Somebody who may say what the command says. */
export type Speaker =
  | { readonly party: 'department' }
  | {
      readonly party: 'authorised-person';
      readonly scope: AuthorityScope;
      readonly authorities: Readonly<Record<string, AuthorityState>>;
    }
  /** The record that stands for the employee now. */
  | { readonly party: 'employee'; readonly employeeId: string };

/** Whether an authority lets its holder do that on the day. */
export function holdsScope(authority: AuthorityState | undefined, scope: AuthorityScope, day: IsoDate): boolean {
  if (authority === undefined || !isAuthorised(authority, day)) return false;
  return authority.scopes.includes('everything') || authority.scopes.includes(scope);
}

/** Whether a command that comes in this name (null: the department speaks for itself) comes from one of those who may say it. */
export function mayComeFrom(subject: Subject | null, speakers: readonly Speaker[], day: IsoDate): boolean {
  if (subject === null) return speakers.some(({ party }) => party === 'department');
  if (!subject.acts) return false;
  return speakers.some((speaker) => {
    switch (speaker.party) {
      case 'department':
        return false;
      case 'authorised-person':
        return subject.ids.some((id) => holdsScope(speaker.authorities[id], speaker.scope, day));
      case 'employee':
        return subject.ids.includes(speaker.employeeId);
    }
  });
}
