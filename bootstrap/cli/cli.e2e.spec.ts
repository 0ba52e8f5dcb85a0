// The command line as people and scripts use it: results on stdout, everything else on stderr, exit codes that mean something.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { apiClient, tokenFor, type Accepted } from '../e2e/testing/api.js';
import { ledgerOnDatabases, type Ledger } from '../e2e/testing/ledger.js';
import { citizen, numbersFrom } from '../e2e/testing/market.js';
import { endPrograms, PACKAGE, serve, sijil, type Program } from '../e2e/testing/program.js';

// A process of its own takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const numbers = numbersFrom(0);

let ledger: Ledger;
let program: Program;
let address: string;
let known: Accepted;

beforeAll(async () => {
  ledger = await ledgerOnDatabases('cli');
  program = serve(ledger.variables);
  ({ address } = await program.ready);
  const api = apiClient(() => address, await tokenFor(ledger.home));
  known = (await api.post('/v1/employees/citizens', citizen(numbers))).body;
  expect((await api.get(`/v1/employees/${known.id}?after=${known.position}`)).status).toBe(200);
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

const cli = (...args: readonly string[]): ReturnType<typeof sijil> => sijil(args, ledger.variables);
const file = async (...lines: readonly object[]): Promise<string> => {
  const path = join(ledger.home, `${randomUUID()}.ndjson`);
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
};

describe('what its caller can put right', () => {
  it.each([
    { args: ['events', 'nobody'] },
    { args: ['import', '/nowhere.ndjson'] },
    { args: ['import', '/nowhere.ndjson', '--threads', '9'] },
    { args: ['import', '/nowhere.ndjson', '--clock', 'file', '--threads', '2'] },
    // The roles are held by the program that runs.
    { args: ['serve', '--json'] },
    { args: ['demo', '--json'] },
    // The ledger has no company.
    { args: ['token', '--as', 'employer'] },
    { args: ['token', '--as', 'employer', '--person', randomUUID()] },
  ])('ends with 2 and one line on stderr: $args', async ({ args }) => {
    const { code, stdout, stderr } = await cli(...args);
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^sijil: [^\n]+\n$/);
  });

  it('is named when it is the configuration', async () => {
    const { code, stdout, stderr } = await sijil(['status'], { ...ledger.variables, PORT: 'many' });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'sijil: PORT: must be a whole number from 0 to 65535\n' });
  });
});

describe('--json', () => {
  const lineOf = async (...args: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await cli(...args, '--json');
    expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[^\n]+\n$/);
    return JSON.parse(stdout);
  };

  it('serve prints one line and no other', async () => {
    expect(program.stdout()).toMatch(/^\{"address":"http:\/\/127\.0\.0\.1:\d+","records":\{[^\n]+\n$/);
  });

  it('status counts, beside a running program', async () => {
    const counts = await lineOf('status');
    expect(counts).toMatchObject({ records: { company: 0, employee: 1, contract: 0, workPermit: 0, visa: 0, transfer: 0 }, events: 2, position: known.position });
  });

  it('events tells a record, by id or by path, with nothing unsealed', async () => {
    expect(await lineOf('events', `/v1/employees/${known.id}`)).toMatchObject({ type: 'CitizenRegistered', revision: 0 });
    const { stdout } = await cli('events', known.id);
    expect(stdout).toContain('CitizenRegistered');
    expect(stdout).not.toContain('Noura');
  });

  it('token signs one that is taken', async () => {
    const token = (await lineOf('token', '--as', 'regulator', '--ttl', '60')) as { token: string; role: string; expiresIn: number };
    expect(token).toMatchObject({ role: 'regulator', expiresIn: 60 });
    const answer = await apiClient(() => address, token.token).get(`/v1/employees/${known.id}`, grounds);
    expect(answer.status).toBe(200);
  });
});

describe('a token of the embedded provider', () => {
  const tokenOf = async (...args: readonly string[]): Promise<string> => (await cli('token', ...args)).stdout.trim();

  it('of a service opens the commands of its scope', async () => {
    const api = apiClient(() => address, await tokenOf('--scope', 'command:visa', '--subject', 'visa-desk'));
    expect((await api.post('/v1/employees/citizens', citizen(numbers))).body).toMatchObject({ status: 403, code: 'family-not-allowed' });
    expect((await apiClient(() => address, await tokenOf()).post('/v1/employees/citizens', citizen(numbers))).status).toBe(201);
  });

  it('of an employer whom a number names is taken', async () => {
    const answer = await apiClient(() => address, await tokenOf('--as', 'employer', '--person', '1000000008')).get(`/v1/employees/${randomUUID()}`);
    expect([400, 403, 404]).toContain(answer.status);
  });

  it.each([
    ['production', { NODE_ENV: 'production' }, /^sijil: OIDC_ISSUER: must name an OpenID provider in production/],
    ['every network', { HOST: '0.0.0.0' }, /^sijil: OIDC_ISSUER: must name an OpenID provider when HOST is 0\.0\.0\.0/],
  ])('is not to be had in %s, nor is a program that would take it', async (_where, variables, message) => {
    for (const command of ['serve', 'token']) {
      const { code, stdout, stderr } = await sijil([command], { ...ledger.variables, ...variables });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr.trim()).not.toContain('\n');
    }
  });

  it('is not to be had where another issuer is configured', async () => {
    const { code, stderr } = await sijil(['token'], { ...ledger.variables, OIDC_ISSUER: 'https://id.example' });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'sijil: OIDC_ISSUER: tokens are had from that issuer\n' });
  });
});

describe('import', () => {
  const register = (more: object = {}): object => ({ key: randomUUID(), command: 'RegisterCitizen', data: citizen(numbers), ...more });

  it('runs a file and tells each outcome where it is asked to; the same when run again; with 1 when the file expected otherwise', async () => {
    const path = await file(register(), register({ data: {} }), register({ expect: 'accepted', data: {} }));
    const outcomes = `${path}.outcomes`;
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await cli('import', path, '--json', '--outcomes', outcomes);
      expect({ code, stderr }).toEqual({ code: 1, stderr: 'sijil: 1 of its lines ended otherwise than the file expects\n' });
      expect(JSON.parse(stdout)).toMatchObject({ accepted: 1, refused: 2, unexpected: [{ line: 3, expected: 'accepted', got: 'invalid-payload' }] });
      const told = (await readFile(outcomes, 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { outcome: string }).outcome);
      expect(told).toEqual(['accepted', 'refused', 'refused']);
    }
  });

  it('of an empty file does nothing, well', async () => {
    const { code, stdout } = await cli('import', await file());
    expect({ code, stdout }).toEqual({ code: 0, stdout: '0 accepted, 0 refused.\n' });
  });
});

it('saudization evaluate takes --json behind its file, though the command above it has one too', async () => {
  const path = join(ledger.home, 'cases.csv');
  await writeFile(path, 'activity,date,workers,ratio,band\n430,2026-05-01,400,35,MEDIUM_GREEN\n');
  expect(await sijil(['saudization', 'evaluate', path, '--json'], {})).toMatchObject({ code: 0, stdout: '{"cases":1,"agreeing":1,"differing":[]}\n' });
});

describe('rules', () => {
  it('shows a set, takes it as a proposal beside a running program, and adopts it by a second person alone', async () => {
    const shown = await sijil(['rules', 'show'], {});
    const path = join(ledger.home, 'rules.json');
    await writeFile(path, JSON.stringify({ ...(JSON.parse(shown.stdout) as object), version: 'of the command line', from: '2199-01-06' }));
    const checked = await sijil(['rules', 'check', path, '--json'], {});
    expect({ code: checked.code, ...(JSON.parse(checked.stdout) as object) }, checked.stderr).toMatchObject({ code: 0, ok: true, faults: [], from: '2199-01-06' });
    const { hash } = JSON.parse(checked.stdout) as { hash: string };
    const tokenOf = async (subject: string, role = 'regulator'): Promise<string> => {
      const { stdout } = await cli('token', '--as', role, '--subject', subject);
      await writeFile(join(ledger.home, `${subject}.token`), stdout);
      return join(ledger.home, `${subject}.token`);
    };
    const [one, another] = [await tokenOf('one'), await tokenOf('another')];
    const service = await cli('rules', 'propose', path, '--token-file', await tokenOf('some-service', 'platform-service'));
    expect({ code: service.code, stderr: service.stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^sijil: role-not-allowed: [^\n]+\n$/) as string });
    const nobody = await cli('rules', 'propose', path, '--token-file', path);
    expect({ code: nobody.code, stdout: nobody.stdout }).toEqual({ code: 2, stdout: '' });
    const proposed = await cli('rules', 'propose', path, '--token-file', one, '--json');
    expect(JSON.parse(proposed.stdout), proposed.stderr).toMatchObject({ hash, revision: expect.any(Number) as number });
    const alone = await cli('rules', 'confirm', path, '--token-file', one);
    expect({ code: alone.code, stdout: alone.stdout }).toEqual({ code: 2, stdout: '' });
    expect(alone.stderr).toMatch(/^sijil: rule-set\.same-person: [^\n]+\n$/);
    const confirmed = await cli('rules', 'confirm', path, '--token-file', another);
    expect({ code: confirmed.code, stdout: confirmed.stdout }, confirmed.stderr).toEqual({ code: 0, stdout: `nitaqat-2026, version of the command line, from 2199-01-06 on (${hash}) is adopted.\n` });
  });
});

describe('a reader who has had enough', () => {
  it.each(['events', '--help'])('is no failure of sijil %s', async (command) => {
    const main = join(PACKAGE, 'dist/bootstrap/main.js');
    // The reader is gone before the first byte; what is left on stderr is the exit code alone.
    const script = `{ "${process.execPath}" "${main}" ${command} ${command === 'events' ? known.id : ''}; echo "code $?" >&2; } | true`;
    const { stderr } = await run('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...ledger.variables } });
    expect(stderr).toBe('code 0\n');
  });

  it.skipIf(process.platform !== 'linux')('but a full disk is', async () => {
    const main = join(PACKAGE, 'dist/bootstrap/main.js');
    const script = `"${process.execPath}" "${main}" status --json > /dev/full; echo "code $?" >&2`;
    const { stderr } = await run('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...ledger.variables } });
    expect(stderr).toMatch(/^sijil: the output cannot be written: [^\n]+\ncode 1\n$/);
  });
});

it('npm run -s sijil passes arguments and exit codes through', async () => {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...ledger.variables };
  const { stdout } = await run('npm', ['run', '-s', 'sijil', '--', 'vault', 'status', '--json'], { cwd: PACKAGE, env });
  expect(JSON.parse(stdout)).toMatchObject({ subjects: expect.any(Number) as number, tombstones: 0 });
  await expect(run('npm', ['run', '-s', 'sijil', '--', 'status', '--loud'], { cwd: PACKAGE, env })).rejects.toMatchObject({ code: 2, stdout: '' });
});
