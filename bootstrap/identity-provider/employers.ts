// Law: an employer who can be chosen is authorised for a company on this very day, as the ledger that is served has it.
import { fullName, type PersonName } from '../../domain/standards/person-name.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { isErased, openRows, type Erased } from '../../queries/personal/open-rows.js';
import type { BoxOpener } from '../../queries/personal/box-opener.js';
import type { PersonalValues } from '../../domain/ledger/event.js';
import { authoritiesOf, firstAuthorities, type Authority } from '../../read-models/authorised-people.js';
import type { Queryable } from '../../read-models/row-store.js';
import type { People, Person } from './people.js';

/** So many are listed: the first who were appointed. */
const LISTED = 12;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The employers of a ledger. Whose key was destroyed, or who is known by no national id or iqama number, is none of them. */
export function employersOf(parts: { readonly db: Queryable; readonly open: BoxOpener; readonly today: () => string }): People {
  const { db, open, today } = parts;
  const people = async (authorities: readonly Authority[]): Promise<readonly Person[]> => {
    const opened = await openRows(open, authorities);
    const byPerson = new Map<string, Held[]>();
    for (const [n, authority] of authorities.entries()) {
      const held = byPerson.get(authority.personId) ?? [];
      held.push({ authority, values: opened[n]?.['personId'] });
      byPerson.set(authority.personId, held);
    }
    return [...byPerson].flatMap(([personId, held]) => personOf(personId, held));
  };
  return {
    list: async () => people(await firstAuthorities(db, today(), LISTED)),
    find: async (accountId) => (UUID.test(accountId) ? (await people(await authoritiesOf(db, today(), accountId.toLowerCase())))[0] : undefined),
  };
}

interface Held {
  readonly authority: Authority;
  readonly values: PersonalValues | Erased | undefined;
}

function personOf(accountId: string, held: readonly Held[]): readonly Person[] {
  const values = held.map((one) => one.values).findLast((one) => one !== undefined);
  if (values === undefined || isErased(values)) return [];
  const { name, identifiers } = values as { readonly name?: PersonName | null; readonly identifiers?: readonly Identifier[] | null };
  const nationalNumber = identifiers?.find(({ scheme }) => scheme === 'national-id' || scheme === 'iqama')?.value;
  if (nationalNumber === undefined) return [];
  const companies = held.map(({ authority: { companyEn, companyAr } }) => ({ en: companyEn ?? companyAr ?? '', ar: companyAr ?? companyEn ?? '' }));
  const shown = name == null ? { en: accountId, ar: accountId } : { en: fullName(name, 'en'), ar: fullName(name, 'ar') };
  return [{ accountId, role: 'employer', name: shown, companies, nationalNumber, synthetic: held.every(({ authority }) => authority.synthetic) }];
}
