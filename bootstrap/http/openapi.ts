import type { FastifyInstance } from 'fastify';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';

/** OpenAPI 3.1 at /openapi.json and a page at /docs, both made from the routes themselves. Register before the routes. */
export async function useOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sijil',
        version,
        description: 'An event-sourced ledger of labour-market records: commands, records, history and the change feed.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => (typeof json['$id'] === 'string' ? json['$id'] : `schema-${index}`) },
  });
  await app.register(async (docs) => {
    // The page's own routes come from its package and show nothing but the public description.
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true } as NonNullable<typeof route.config>;
    });
    await docs.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'Sijil API' } });
  });
  app.get('/openapi.json', { config: { public: true } as object, schema: { hide: true } }, () => app.swagger());
}
