import type { FastifyRequest } from 'fastify';
import { dayOf } from '../../domain/standards/calendar.js';
import type { Position } from '../../domain/ledger/position.js';
import type { ReadRouteParts } from '../http/read-route-parts.js';
import { ACTING_COMPANY, actingCompany } from '../membership/acting-company.js';
import { followCompanies } from '../membership/company-states.js';
import { createMemberships, type Memberships } from '../membership/memberships.js';
import { models } from '../model-names.js';
import { waitForModels } from '../wait-for-models.js';

/** What the routes ask of employers' memberships. */
export interface EmployersSide {
  readonly memberships: Memberships;
  /** The company that a request acts for, null for none. Throws Problem 400 and what the stores throw. */
  actingFor(request: FastifyRequest, after: Position | undefined): Promise<string | null>;
}

/** The employers' side of the read routes, shared by them all. */
export function employersSide(parts: ReadRouteParts): EmployersSide {
  const { pool, progress, callerOf, today = () => dayOf(parts.now()) } = parts;
  const memberships = createMemberships({ pool, companyNow: followCompanies(parts), today });
  return {
    memberships,
    async actingFor(request, after) {
      const named = request.headers[ACTING_COMPANY];
      // Without a name the read model says which companies to ask: it must have what the caller has written.
      if (named === undefined) await waitForModels(progress, after, [models.memberships]);
      return actingCompany(memberships, callerOf(request), named);
    },
  };
}
