import type { FastifyRequest } from 'fastify';
import { dayOf } from '../../domain/standards/calendar.js';
import type { Position } from '../../domain/ledger/position.js';
import { createWallLane, type AskBehindWall } from '../../read-models/wall-lane.js';
import type { ReadRouteParts } from '../http/read-route-parts.js';
import { ACTING_COMPANY, actingCompany } from '../membership/acting-company.js';
import { followCompanies } from '../membership/company-states.js';
import { createMemberships, type Memberships } from '../membership/memberships.js';
import { models } from '../model-names.js';
import { waitForModels } from '../wait-for-models.js';
import type { Acting } from './acting.js';

/** What was read for the company that a request acts for. */
export interface ReadAs<T> {
  readonly company: string | null;
  readonly found: T;
}

/** What the routes ask for employers. */
export interface EmployersSide {
  /** The way to the database that all of them share. */
  readonly ask: AskBehindWall;
  readonly memberships: Memberships;
  /** The company that a request acts for, null for none. Throws Problem 400 and what the stores throw. */
  actingFor(request: FastifyRequest, after: Position | undefined): Promise<string | null>;
  /**
   * Reads for the company that a request acts for, or for none. Where it is known for which he might act a moment ago, that is read
   * while the streams are asked, and thrown away if they say otherwise. Throws as `actingFor`, and what `read` throws.
   */
  reading<T>(request: FastifyRequest, after: Position | undefined, read: (acting: Acting) => Promise<T>): Promise<ReadAs<T>>;
}

/** The employers' side of the read routes, shared by them all. */
export function employersSide(parts: ReadRouteParts): EmployersSide {
  const { pool, progress, callerOf, today = () => dayOf(parts.now()) } = parts;
  const ask = createWallLane(pool);
  const memberships = createMemberships({ ask, companyNow: followCompanies(parts), today });
  const knowCandidates = async (named: unknown, after: Position | undefined): Promise<void> => {
    // Without a name the read model says which companies to ask: it must have what the caller has written.
    if (named === undefined && after !== undefined) await waitForModels(progress, after, [models.memberships]);
  };
  return {
    ask,
    memberships,
    async actingFor(request, after) {
      const named = request.headers[ACTING_COMPANY];
      await knowCandidates(named, after);
      return actingCompany(memberships, callerOf(request), named);
    },
    async reading(request, after, read) {
      const named = request.headers[ACTING_COMPANY];
      const caller = callerOf(request);
      const { personId: person } = caller;
      await knowCandidates(named, after);
      const likely = person === null || Array.isArray(named) ? undefined : memberships.likely(person, named);
      const ahead = likely === undefined ? undefined : read({ person, company: likely });
      ahead?.catch(() => undefined);
      const company = await actingCompany(memberships, caller, named, likely);
      return { company, found: await (ahead !== undefined && company === likely ? ahead : read({ person, company })) };
    },
  };
}
