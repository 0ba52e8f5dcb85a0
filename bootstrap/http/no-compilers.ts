// Law: the schemas of routes describe them in OpenAPI and do nothing else: a command's own schema checks its body, once, in the handler.
import type { FastifyServerOptions } from 'fastify';

/** Compilers of schemas for an application that checks and writes nothing by its routes' schemas. Given those, no start reads in Fastify's own. */
export const noCompilers = {
  compilersFactory: {
    buildValidator: () => () => () => true,
    buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
  },
} as unknown as NonNullable<FastifyServerOptions['schemaController']>;
