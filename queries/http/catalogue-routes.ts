import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import { catalogueEntry, eventCatalogue } from '../catalogue/event-entry.js';
import { parseQuery } from './query-string.js';
import type { ReadRouteParts } from './read-route-parts.js';
import { routeSchema } from './route-schema.js';

const noQuery = z.strictObject({});

/** Adds `GET /v1/catalogue` and `GET /v1/catalogue/{type}`: as public as the description of the routes. */
export function addCatalogueRoutes(app: FastifyInstance, parts: Pick<ReadRouteParts, 'records' | 'told'>): void {
  // Made when it is first asked for: no start waits for the schemas of a hundred types.
  let made: ReturnType<typeof eventCatalogue> | undefined;
  const catalogue = (): ReturnType<typeof eventCatalogue> => (made ??= eventCatalogue([...parts.records, ...parts.told]));
  let text: Buffer | undefined;
  const config = { policy: 'public' } as const;
  app.get(
    '/v1/catalogue',
    {
      config,
      schema: routeSchema({
        operationId: 'ReadCatalogue',
        summary: 'Every type of event, with the JSON Schema of its open data and the names of its sealed fields.',
        tag: 'catalogue',
        answer: z.strictObject({ events: z.array(catalogueEntry) }),
        answerText: 'The event types.',
        problems: [400],
        open: true,
      }),
    },
    async (request, reply) => {
      parseQuery(noQuery, request.query);
      // Anybody may ask for it: it is written once.
      text ??= Buffer.from(JSON.stringify({ events: [...catalogue().values()] }));
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );
  app.get(
    '/v1/catalogue/:type',
    {
      config,
      schema: routeSchema({
        operationId: 'ReadCatalogueEntry',
        summary: 'One type of event.',
        tag: 'catalogue',
        params: { type: { type: 'string' } },
        answer: catalogueEntry,
        answerText: 'The event type.',
        problems: [400, 404],
        open: true,
      }),
    },
    async (request) => {
      parseQuery(noQuery, request.query);
      const entry = catalogue().get((request.params as { readonly type?: string }).type ?? '');
      if (entry === undefined) throw new Problem(404, 'event-type-not-found', 'There is no such type of event.');
      return entry;
    },
  );
}
