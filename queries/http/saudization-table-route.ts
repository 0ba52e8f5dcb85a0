// Law: analysts are told cells of the published table and nothing else: dimensions and codes are from fixed lists, and every question is written down.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import { addDays, isoDate } from '../../domain/standards/calendar.js';
import { DIMENSIONS, dimensionCodes, type Coordinates, type Dimension } from '../../domain/statistics/cube.js';
import { models } from '../model-names.js';
import { askedCells, cellsFrom, placeOf, type AskedCells } from '../statistics/asked-cells.js';
import { readTable } from '../statistics/read-table.js';
import { saudizationTableAnswer, tellCounts } from '../statistics/table-answer.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition } from './answer-headers.js';
import { todayOf } from './entity-request.js';
import { limitParam, parseQuery, positionOf, positionParam } from './query-string.js';
import { subjectOf } from './read-subject.js';
import type { ReadTools } from './read-tools.js';
import { routeSchema } from './route-schema.js';

const tableQuery = z.strictObject({
  by: z
    .string()
    .max(40)
    .refine((text) => isListOfDimensions(text), { error: `some of ${DIMENSIONS.join(', ')}, each once, parted by commas` })
    .optional()
    .meta({ description: `By which dimensions cells are told apart: some of ${DIMENSIONS.join(', ')}, parted by commas. The whole of all when left out.`, examples: ['activity,region'] }),
  activity: z.enum(dimensionCodes.activity).optional(),
  band: z.enum(dimensionCodes.band).optional(),
  size: z.enum(dimensionCodes.size).optional(),
  region: z.enum(dimensionCodes.region).optional().meta({ description: 'Cells of this code alone; so with the other three.' }),
  asOf: isoDate.optional().meta({ description: 'The table of the last week that had ended before this day; today when left out.' }),
  limit: limitParam(200),
  from: z.string().max(100).optional().meta({ description: 'Cell to begin at; from `next` of the page before.' }),
  after: positionParam.optional(),
});
type TableQuery = z.output<typeof tableQuery>;

/** Adds `GET /v1/statistics/saudization`. */
export function addSaudizationTableRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ReadSaudizationTable',
    summary: 'The national table of Saudization: entities, workers, Saudis and expatriates by activity, band, size and region.',
    description:
      'An entity counts once in each cell in which anybody works for it, a worker once in each establishment. Counts are published at the close of each week and stay as they were published. Small cells, and others that would tell them, are withheld; counts are moved by noise that is the same whenever the same people are counted, and rounded: cells need not add up.',
    tag: 'statistics',
    query: tableQuery,
    answer: saudizationTableAnswer,
    answerText: 'A page of the table, in the order of the codes; cells in which nobody works among it.',
    problems: [400, 401, 403, 410, 503],
  });
  const reads = subjectOf({ category: 'saudizationTable', query: tableQuery, closer: (checked) => beginningOf(checked as TableQuery) });
  app.get('/v1/statistics/saudization', { config: { policy: 'statistics.read', reads }, schema }, async (request, reply) => {
    const query = parseQuery(tableQuery, request.query);
    const { asOf = todayOf(parts), limit, after: afterText } = query;
    const { asked, place } = beginningOf(query);
    const cells = cellsFrom(asked, place, limit);
    const after = positionOf(afterText);
    await waitForModels(parts.progress, after, [models.statistics]);
    const { told, cells: read, position } = await readTable(parts.pool, parts.store.logId, asOf, cells.map(({ name }) => name));
    requireAsNewAs(after, position, [models.statistics]);
    const following = told === null ? undefined : cellsFrom(asked, place + limit, 1)[0]?.name;
    // The next page is of the same week, whatever is published meanwhile.
    const next = following === undefined || told === null ? null : addressOf({ ...query, asOf: addDays(told.week, 1), from: following });
    namePosition(reply, position);
    if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
    return {
      asOf,
      week: told?.week ?? null,
      by: asked.axes.map(({ dimension }) => dimension),
      disclosure: told?.disclosure ?? null,
      sizes: told?.sizes ?? null,
      items: told === null ? [] : cells.map(({ coordinates, name }) => ({ ...coordinates, counts: tellCounts(read.get(name)) })),
      next,
      position: position ?? null,
    };
  });
}

function isListOfDimensions(text: string): boolean {
  const words = text.split(',');
  return new Set(words).size === words.length && words.every((word) => (DIMENSIONS as readonly string[]).includes(word));
}

/** What is asked, and where it begins. Throws Problem 400 for a beginning that is none of its cells. */
function beginningOf({ by, from, activity, band, size, region }: TableQuery): { readonly asked: AskedCells; readonly place: number } {
  const codes: Coordinates = Object.fromEntries(Object.entries({ activity, band, size, region }).filter(([, code]) => code !== undefined));
  // The schema has let nothing else pass.
  const asked = askedCells((by?.split(',') ?? []) as readonly Dimension[], codes);
  const place = from === undefined ? 0 : placeOf(asked, from);
  if (place !== undefined) return { asked, place };
  throw new Problem(400, 'invalid-query', 'The parameters of this request are not valid.', {
    errors: [{ pointer: '/query/from', code: 'invalid-parameter', detail: 'Not a cell of what is asked: take it from `next` as it is, or begin anew without.' }],
  });
}

function addressOf({ by, activity, band, size, region, asOf, limit, from }: TableQuery): string {
  const given = Object.entries({ by, activity, band, size, region, asOf, limit: String(limit), from }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `/v1/statistics/saudization?${new URLSearchParams(Object.fromEntries(given) as Record<string, string>).toString()}`;
}
