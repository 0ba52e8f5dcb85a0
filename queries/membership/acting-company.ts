// Law: an employer's request acts for exactly one company, for which he may act at that moment, or for none, and then sees nothing.
import { Problem } from '../../domain/access/problem.js';
import type { Caller } from '../../domain/access/caller.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import type { Memberships } from './memberships.js';

/** The request's header that names the company, as node spells it. */
export const ACTING_COMPANY = 'acting-company';
const pointer = `/headers/${ACTING_COMPANY}`;

/**
 * The company that a request acts for; null for none, also for one that is named and for which he may not act. `ahead` is the
 * company that is read for meanwhile.
 * Throws Problem 400 for a name that is no id, and where he may act for several and names none.
 */
export async function actingCompany(memberships: Memberships, { personId }: Pick<Caller, 'personId'>, header: string | string[] | undefined, ahead?: string): Promise<string | null> {
  if (header !== undefined && (typeof header !== 'string' || !isRecordId(header))) {
    throw new Problem(400, 'acting-company-invalid', 'Acting-Company is not the id of a company.', {
      errors: [{ pointer, code: 'invalid-header', detail: 'Send the id of one company, in lower case.' }],
    });
  }
  if (personId === null) return null;
  if (header !== undefined) return (await memberships.of(personId, header))?.companyId ?? null;
  const [only, ...more] = await memberships.all(personId, ahead);
  if (more.length > 0) {
    throw new Problem(400, 'acting-company-missing', 'You may act for several companies: name one in the header Acting-Company.', {
      errors: [{ pointer, code: 'missing-header', detail: 'Send the id of the company for which you ask; GET /v1/me lists them.' }],
    });
  }
  return only?.companyId ?? null;
}
