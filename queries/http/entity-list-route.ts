// Law: entities are listed by their newest band, a page behind the other by id.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Position } from '../../domain/ledger/position.js';
import { BANDS } from '../../domain/saudization/band.js';
import { nitaqatActivityCode } from '../../domain/standards/nitaqat-activity.js';
import { regionCode } from '../../domain/standards/regions.js';
import { rowTypes } from '../../read-models/row-types.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import { entityBandTable, entityEstablishmentTable, type EntityBandRow } from '../../read-models/tables/entity.js';
import { listedEntity, tellBand } from '../entities/entity-answers.js';
import { lowestPositionSql, lowestPositionValues } from '../lowest-position.js';
import { models } from '../model-names.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition } from './answer-headers.js';
import { idParam, limitParam, parseQuery, positionOf, positionParam } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { subjectOf } from './read-subject.js';
import { routeSchema } from './route-schema.js';

const listQuery = z.strictObject({
  band: z.enum([...BANDS, 'NOT_RATED']).optional(),
  activity: nitaqatActivityCode.optional(),
  region: regionCode.optional().meta({ description: 'With an open establishment there.' }),
  limit: limitParam(50),
  from: idParam.optional().meta({ description: 'Id behind which to go on; from `next` of the page before.' }),
  after: positionParam.optional(),
});

type Row = EntityBandRow & { readonly regions: readonly string[] };

/** Adds `GET /v1/entities`. */
export function addEntityListRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ListEntities',
    summary: 'The entities of which a band was published that all given filters match, page by page.',
    tag: 'entities',
    query: listQuery,
    answer: z.strictObject({
      items: z.array(listedEntity),
      next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
      position: z.string().nullable(),
    }),
    answerText: 'A page of the list.',
    problems: [400, 401, 403, 410, 503],
  });
  const reads = subjectOf({ category: 'entity', query: listQuery });
  app.get('/v1/entities', { config: { policy: 'entities.list', reads }, schema }, async (request, reply) => {
    const { band, activity, region, limit, from, after: afterText } = parseQuery(listQuery, request.query);
    const after = positionOf(afterText);
    await waitForModels(parts.progress, after, [models.entities]);
    const { text, values } = pageSql({ band, activity, region, from }, limit, parts.store.logId);
    const { rows } = await parts.pool.query<Row & { id: string | null; checkpoint: Position | null }>({ text, values: [...values], types: rowTypes });
    const position = rows[0]?.checkpoint ?? undefined;
    requireAsNewAs(after, position, [models.entities]);
    const found = rows.filter(({ id }) => id !== null);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? addressOf({ band, activity, region, from: last.id, limit: String(limit) }) : null;
    namePosition(reply, position);
    if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
    return {
      items: page.map((row) => ({ id: row.id, activity: row.activity, ownerId: row.ownerId, regions: row.regions, ...tellBand(row.said, 'not-published'), since: row.week, revision: row.revision })),
      next,
      position: position ?? null,
    };
  });
}

function pageSql(filters: Readonly<Record<'band' | 'activity' | 'region' | 'from', string | undefined>>, limit: number, logId: string): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [...lowestPositionValues([models.entities], logId)];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const open = `from ${tableName(entityEstablishmentTable)} e where e.entity_id = r.id and e.closed_on is null`;
  const { band, activity, region, from } = filters;
  const conditions = [
    ...(band === undefined ? [] : [`r.band = ${bind(band)}`]),
    ...(activity === undefined ? [] : [`r.activity = ${bind(activity)}`]),
    ...(region === undefined ? [] : [`exists (select ${open} and e.region = ${bind(region)})`]),
    ...(from === undefined ? [] : [`r.id > ${bind(from)}::uuid`]),
  ];
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  // One row more than asked tells whether the list goes on.
  const text = `select c.position as checkpoint, ${selectList(entityBandTable)}, array(select distinct e.region ${open} order by e.region) as regions
    from (select ${lowestPositionSql(1)} as position) c
    left join lateral (select r.* from ${tableName(entityBandTable)} r ${where} order by r.id limit ${bind(limit + 1)}) r on true
    order by r.id`;
  return { text, values };
}

function addressOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return `/v1/entities?${new URLSearchParams(given).toString()}`;
}
