// Bare Fastify and one plain insert of an event a request: what a service without any law would do.
import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 32 });
const [dataBytes = 0, metadataBytes = 0] = (process.env['EVENT_BYTES'] ?? '').split(',').map(Number);

const INSERT = `insert into event (stream, revision, id, type, data, metadata) values ($1, $2, gen_random_uuid(), 'WeightingFactsRecorded', $3, $4) returning position`;
/** Chance to cut sealed values from: no two events hold the same, and none can be made smaller. */
const CHANCE = randomBytes(192 * 1024)
  .toString('base64')
  .replaceAll('/', '_');

function filled(value: object, bytes: number): string {
  const missing = bytes - JSON.stringify({ ...value, fill: '' }).length;
  const at = Math.floor(Math.random() * (CHANCE.length - missing));
  return JSON.stringify({ ...value, fill: CHANCE.slice(at, at + missing) });
}

const app = Fastify();
app.post('/v1/employees/:id/weighting-facts', async (request) => {
  const { id } = request.params as { id: string };
  const body = request.body as { weighting: object };
  const revision = Number(String(request.headers['if-match']).slice(1, -1)) + 1;
  const data = filled({ effectiveOn: '2026-03-01', employeeId: id, ...body }, dataBytes);
  const metadata = filled({ commandId: request.headers['idempotency-key'], recordedAt: new Date().toISOString() }, metadataBytes);
  const { rows } = await pool.query<{ position: string }>({
    name: 'insert',
    text: INSERT,
    values: [`employee-${id}`, revision, data, metadata],
  });
  return { id, revision, position: rows[0]?.position };
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stderr.write(`listening on ${address}\n`);
process.once('SIGTERM', () => process.exit(0));
