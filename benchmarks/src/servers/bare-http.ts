// Bare node:http and one prepared select a request: the row as it stands, as JSON.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 32 });
const tables: Readonly<Record<string, string>> = { employees: 'read_models.employee_v1', 'work-permits': 'read_models.work_permit_v1' };

const server = createServer((request, response) => {
  const [, , path = '', id = ''] = (request.url ?? '').split('/');
  pool.query({ name: path, text: `select * from ${tables[path] ?? ''} where id = $1`, values: [id] }).then(
    ({ rows }) => {
      const body = JSON.stringify(rows[0]);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    },
    (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stderr.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => process.exit(0));
