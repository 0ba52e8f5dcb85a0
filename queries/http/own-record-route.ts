// Law: to an employer, another's record is as absent: the same questions are asked, and the same is answered.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createOwnReader } from '../own/read-own-rows.js';
import { employerAudience } from '../records/shown-members.js';
import type { RecordView } from '../records/record-view.js';
import { NO_PARTS, type ShowRecord } from '../records/shown-records.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition, noneMatch, positionHeader } from './answer-headers.js';
import { parseQuery, positionOf } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { recordQuery } from './record-query.js';

/** Answers a record of the company for which an employer acts. */
export function ownRecordAnswer(parts: ReadTools, view: RecordView, show: ShowRecord): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const reader = createOwnReader(parts.employers.ask, view, parts.store.logId);
  const needed = [view.model, ...view.own.models];
  return async (request, reply) => {
    const id = recordIdOf(request);
    const after = positionOf(parseQuery(recordQuery, request.query).after);
    const { company, found } = await parts.employers.reading(request, after, async (acting) => {
      if (after !== undefined) await waitForModels(parts.progress, after, needed);
      // The vault is asked for the keys of a row that is kept while the database says whether it is still so.
      const kept = reader.kept(id, acting);
      const early = kept === undefined || acting.company === null ? undefined : show(view, kept, NO_PARTS, employerAudience(kept.row, acting.company));
      early?.catch(() => undefined);
      const read = await reader.read(id, acting, kept);
      return { ...read, early: read.kept === kept ? early : undefined };
    });
    const { row, kept, position, parts: members, survivorId, early } = found;
    requireAsNewAs(after, position, needed);
    if (row === undefined || company === null) throw recordNotFound(positionHeader(position));
    const { text, erased, etag } = await (early ?? show(view, kept ?? { row }, members, employerAudience(row, company)));
    namePosition(reply, position);
    reply.header('etag', etag);
    if (survivorId !== undefined) reply.header('Link', `</v1/${view.path}/${survivorId}>; rel="canonical"`);
    // What has lost a part is always sent whole, as to others.
    if (!erased && noneMatch(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  };
}
