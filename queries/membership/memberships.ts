// Law: for which company somebody may act is decided at each request by that company's stream; a read model only says which companies to ask.
import type { Pool } from 'pg';
import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { isAuthorised } from '../../domain/company/state.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { behindWall } from '../../read-models/behind-wall.js';
import { tableName } from '../../read-models/table-sql.js';
import { membershipTable } from '../../read-models/tables/membership.js';
import type { CompanyNow } from './company-states.js';

/** An authority that holds today. */
export interface Authority {
  readonly companyId: string;
  readonly scopes: readonly AuthorityScope[];
}

/** Who may act for whom. */
export interface Memberships {
  /** The human's authority for a company today; undefined without one. */
  of(personId: string, companyId: string): Promise<Authority | undefined>;
  /** All his authorities of today. One that is younger than the read model is not among them. */
  all(personId: string): Promise<readonly Authority[]>;
}

/** Most companies that are asked whether a human may act for them. */
const mostCompanies = 200;

/** Memberships over the streams of companies, and over the read model that names the companies to ask. */
export function createMemberships(parts: { readonly pool: Pool; readonly companyNow: CompanyNow; readonly today: () => IsoDate }): Memberships {
  const { pool, companyNow, today } = parts;
  // Whatever an authority is for, whoever acts for a company may read. Whether the company is suspended or closed does not
  // matter: somebody must settle what it is suspended for, and who answers for a closed one must be able to look things up.
  const of: Memberships['of'] = async (personId, companyId) => {
    const { authorisedPeople } = await companyNow(companyId);
    const authority = authorisedPeople[personId];
    return authority !== undefined && isAuthorised(authority, today()) ? { companyId, scopes: authority.scopes } : undefined;
  };
  return {
    of,
    async all(personId) {
      const ids = await behindWall(pool, { person: personId }, async (db) => {
        const text = `select r.company_id as id from ${tableName(membershipTable)} r where r.person_id = $1::uuid order by r.company_id limit ${mostCompanies}`;
        return (await db.query<{ id: string }>({ name: 'companies of a person', text, values: [personId] })).rows.map(({ id }) => id);
      });
      const authorities = await Promise.all(ids.map((id) => of(personId, id)));
      return authorities.filter((authority) => authority !== undefined);
    },
  };
}
