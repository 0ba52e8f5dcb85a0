// Law: what OpenAPI says of a route is made from the schemas the route itself uses, once it is asked for.
import type { z } from 'zod';

const positionHeaders = {
  'Ledger-Position': { type: 'string', description: 'Where in the log the answer stands; pass it as `after` to read nothing older.' },
};

export interface RouteText {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params?: Readonly<Record<string, object>>;
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, object>>;
  readonly answer: z.ZodType;
  readonly answerText: string;
  /** Headers of the answer beside its position. */
  readonly answerHeaders?: Readonly<Record<string, object>>;
  /** Other successes beside 200. */
  readonly others?: Readonly<Record<number, object>>;
  readonly problems: readonly number[];
  readonly open?: boolean;
  /** True where the answer stands at no one place of the log. */
  readonly unplaced?: boolean;
}

/** A route's schema as OpenAPI shows it, but that the zod schemas in it are JSON Schemas there. */
export function routeSchema(route: RouteText): object {
  const { operationId, summary, description, tag, params, query, headers, answer, answerText, answerHeaders, others, problems } = route;
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    ...(route.open === true ? {} : { security: [{ bearer: [] }] }),
    ...(params === undefined ? {} : { params: { type: 'object', properties: params, required: Object.keys(params) } }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(headers === undefined ? {} : { headers: { type: 'object', properties: headers } }),
    response: {
      200: { description: answerText, ...(route.open === true ? {} : { headers: { ...(route.unplaced === true ? {} : positionHeaders), ...answerHeaders } }), is: answer },
      ...others,
      ...Object.fromEntries(
        problems.map((status) => [
          status,
          { description: 'See `code`.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } },
        ]),
      ),
    },
  };
}

/** The header by which an employer says for which company he asks. */
export const actingCompanyHeader = {
  'acting-company': {
    type: 'string',
    format: 'uuid',
    description: 'Of employers: the company to act for, needed where one may act for several. Others need not send it.',
  },
} as const;

/** The parameter of a path that is the id of a record. */
export const idInPath = { id: { type: 'string', format: 'uuid' } } as const;
