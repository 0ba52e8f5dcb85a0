// Law: for which company somebody may act is decided at each request by that company's stream; a read model only says which companies to ask.
import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { isAuthorised, type CompanyState } from '../../domain/company/state.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { AskBehindWall } from '../../read-models/wall-lane.js';
import { createCandidates } from './candidates.js';
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
  /** All his authorities of today. One that is younger than the read model is not among them. `ahead` is the company that is read for meanwhile. */
  all(personId: string, ahead?: string): Promise<readonly Authority[]>;
  /** The company, named or his only one, for which the human might act when it was last asked about: what may be read ahead, and shown once it is so. */
  likely(personId: string, named: string | undefined): string | undefined;
}

/** Memberships over the streams of companies, and over the read model that names the companies to ask. */
export function createMemberships(parts: { readonly ask: AskBehindWall; readonly companyNow: CompanyNow; readonly today: () => IsoDate }): Memberships {
  const { ask, companyNow, today } = parts;
  const candidates = createCandidates(ask);
  // Whatever an authority is for, whoever acts for a company may read. Whether the company is suspended or closed does not
  // matter: somebody must settle what it is suspended for, and who answers for a closed one must be able to look things up.
  const authorityIn = ({ authorisedPeople }: CompanyState, personId: string, companyId: string): Authority | undefined => {
    const authority = authorisedPeople[personId];
    return authority !== undefined && isAuthorised(authority, today()) ? { companyId, scopes: authority.scopes } : undefined;
  };
  const of: Memberships['of'] = async (personId, companyId) => authorityIn(await companyNow(companyId), personId, companyId);
  return {
    of,
    async all(personId, ahead) {
      const ids = await candidates.of(personId, ahead ?? null);
      const authorities = await Promise.all(ids.map((id) => of(personId, id)));
      return authorities.filter((authority) => authority !== undefined);
    },
    likely(personId, named) {
      const [only, ...more] = (named === undefined ? candidates.lately(personId) : [named]).filter((id) => {
        const state = companyNow.lately(id);
        return state !== undefined && authorityIn(state, personId, id) !== undefined;
      });
      return more.length > 0 ? undefined : only;
    },
  };
}
