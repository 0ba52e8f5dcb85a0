import Fastify from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { recordTypes, toldTypes } from '../../bootstrap/ledger/record-types.js';
import { catalogueEntry, eventCatalogue, type CatalogueEntry } from '../catalogue/event-entry.js';
import { addCatalogueRoutes } from './catalogue-routes.js';

async function catalogueApp() {
  const app = Fastify();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.addSchema({ $id: 'Problem', type: 'object' });
  addCatalogueRoutes(app, { records: recordTypes, told: toldTypes });
  return app;
}

describe('the catalogue', () => {
  it('has every event type of the ledger and its records, once', async () => {
    const app = await catalogueApp();
    const { events } = (await app.inject('/v1/catalogue')).json<{ events: CatalogueEntry[] }>();
    const types = events.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    for (const record of [...recordTypes, ...toldTypes]) for (const { type } of record.events) expect(types).toContain(type);
    expect(types).toContain('SubjectKeyDestroyed');
    for (const event of events) expect(catalogueEntry.safeParse(event).error).toBeUndefined();
  });

  it('is written once, however often it is asked for', async () => {
    const app = await catalogueApp();
    const written = vi.spyOn(JSON, 'stringify');
    const texts = [await app.inject('/v1/catalogue'), await app.inject('/v1/catalogue')].map(({ body }) => body);
    expect(written.mock.calls.filter(([value]) => typeof value === 'object' && value !== null && 'events' in value)).toHaveLength(1);
    written.mockRestore();
    expect(texts[0]).toBe(texts[1]);
  });

  it('shows open data by its JSON Schema and sealed fields by their names alone', async () => {
    const app = await catalogueApp();
    const entry = (await app.inject('/v1/catalogue/ResidentRegistered')).json<CatalogueEntry>();
    expect(entry).toMatchObject({ category: 'employee', version: 2, olderVersions: [1], sealed: [{ part: 'employeeId' }] });
    expect(entry.sealed[0]?.fields).toContain('passport');
    expect(entry.data).toMatchObject({ type: 'object', properties: { effectiveOn: { type: 'string' }, nationality: { type: 'string' } } });
    expect(Object.keys(entry.data['properties'] as object)).not.toContain('passport');
  });

  it('names older versions of a type', () => {
    const [record] = recordTypes;
    const [definition] = record?.events ?? [];
    if (record === undefined || definition === undefined) throw new Error('there are record types');
    const older = { ...definition, version: 3, upcasts: [(data: object) => data as never, (data: object) => data as never] };
    expect(eventCatalogue([{ ...record, events: [older] }]).get(definition.type)?.olderVersions).toEqual([1, 2]);
  });

  it('is 404 for a type that there is not', async () => {
    const app = await catalogueApp();
    expect((await app.inject('/v1/catalogue/NothingHappened')).statusCode).not.toBe(200);
    expect((await app.inject('/v1/catalogue/__proto__')).statusCode).not.toBe(200);
  });
});
