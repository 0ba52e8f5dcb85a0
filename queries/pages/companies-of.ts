import type { Pool } from 'pg';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { createWallLane } from '../../read-models/wall-lane.js';
import { readCompanyNames } from '../membership/company-names.js';
import { followCompanies } from '../membership/company-states.js';
import { createMemberships } from '../membership/memberships.js';

/** A company by its names; both null while the read model does not have it. */
export interface NamedCompany {
  readonly id: string;
  readonly name: { readonly ar: string | null; readonly en: string | null };
}

/** The companies for which a human may act today; none for nobody whom the directory knows. */
export type CompaniesOf = (personId: string | null) => Promise<readonly NamedCompany[]>;

/** Asks the companies' own streams, as the routes of data do. */
export function createCompaniesOf(parts: { readonly pool: Pool; readonly store: EventStore; readonly registry: EventRegistry; readonly today: () => IsoDate }): CompaniesOf {
  const ask = createWallLane(parts.pool);
  const memberships = createMemberships({ ask, companyNow: followCompanies(parts), today: parts.today });
  return async (personId) => {
    const authorities = personId === null ? [] : await memberships.all(personId);
    return Promise.all(authorities.map(async ({ companyId: id }) => ({ id, name: await readCompanyNames(ask, id) })));
  };
}
