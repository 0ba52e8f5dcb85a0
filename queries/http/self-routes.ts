import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import { ROLES } from '../../domain/access/roles.js';
import { authorityScope } from '../../domain/company/company-codes.js';
import { readCompanyNames } from '../membership/company-names.js';
import { parseQuery } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { routeSchema } from './route-schema.js';

const noQuery = z.strictObject({});

const self = z.strictObject({
  role: z.enum(ROLES),
  actorId: z.string().meta({ description: 'The id under which events and logs know the caller.' }),
  families: z.array(z.enum(COMMAND_FAMILIES)).meta({ description: 'Families of commands that the caller may send.' }),
  companies: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name: z.strictObject({ ar: z.string().nullable(), en: z.string().nullable() }).meta({ description: 'Both null while the read model does not have the company.' }),
        scopes: z.array(authorityScope),
      }),
    )
    .optional()
    .meta({ description: 'Of an employer: the companies for which he may act today, as their streams say; an appointment is here once the read models have it.' }),
});

/** Adds `GET /v1/me`: who the caller is to the ledger. */
export function addSelfRoutes(app: FastifyInstance, { callerOf, employers }: Pick<ReadTools, 'callerOf' | 'employers'>): void {
  const schema = routeSchema({
    operationId: 'ReadSelf',
    summary: 'Who the caller is, and what he may do.',
    tag: 'self',
    query: noQuery,
    answer: self,
    answerText: 'The caller.',
    // His companies are asked for one by one, each at its own stream’s end.
    unplaced: true,
    problems: [400, 401, 503],
  });
  app.get('/v1/me', { config: { policy: 'self.read' }, schema }, async (request) => {
    parseQuery(noQuery, request.query);
    const { actor, personId } = callerOf(request);
    const { role, actorId, families } = actor;
    if (role !== 'employer') return { role, actorId, families };
    const authorities = personId === null ? [] : await employers.memberships.all(personId);
    const companies = await Promise.all(
      authorities.map(async ({ companyId, scopes }) => ({ id: companyId, name: await readCompanyNames(employers.ask, companyId), scopes })),
    );
    return { role, actorId, families, companies };
  });
}
