import { beforeAll, expect, it } from 'vitest';
import 'reflect-metadata';
import { runCli } from './cli.js';

async function told(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  const code = await runCli(['node', 'sijil', ...args], { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

// The whole program is read in once, outside of any test's time.
beforeAll(() => told('--help'), 120_000);

it.each<{ args: readonly string[] }>([
  { args: ['nothing'] },
  { args: ['stauts'] },
  { args: ['status', '--loud'] },
  { args: ['status', 'more'] },
  { args: ['vault', 'nothing'] },
  { args: ['vault', 'status', '--loud'] },
  { args: ['import'] },
  { args: ['import', 'x', '--clock'] },
  { args: ['events'] },
  { args: ['serve', '--port', '1'] },
  { args: ['demo', 'more'] },
  { args: ['generate'] },
  { args: ['generate', '--companies', '10'] },
  { args: ['generate', '--companies', 'ten', '--seed', '1'] },
  { args: ['generate', '--companies', '0', '--seed', '1'] },
  { args: ['generate', '--companies', '10', '--seed', '-1'] },
  { args: ['generate', '--companies', '10', '--seed', '4294967296'] },
  { args: ['generate', '--companies', '10', '--seed', '1', '--from', '2022-02-30'] },
  { args: ['generate', '--companies', '10', '--seed', '1', '--from', '2026-01-01', '--to', '2026-06-30'] },
  { args: ['generate', '--companies', '10', '--seed', '1', '--as', 'facts'] },
  { args: ['generate', '--companies', '10', '--seed', '1', '--report'] },
  { args: ['generate', '--companies', '10', '--seed', '1', '--out', '/dev/null/nowhere'] },
  { args: ['token', '--as', 'king'] },
  { args: ['token', '--ttl'] },
  { args: ['token', '--ttl', '0'] },
  { args: ['token', '--ttl', '1e3'] },
  { args: ['token', '--ttl', '7776001'] },
  { args: ['token', '--subject', ''] },
  { args: ['token', '--subject', 'a\nb'] },
  { args: ['token', '--subject', 'x'.repeat(201)] },
  { args: ['token', '--department', 'x'.repeat(61)] },
  { args: ['token', '--subject', 'sijil-pages'] },
  { args: ['token', '--subject', 'خدمة'] },
  { args: ['token', '--as', 'analyst', '--person', '1000000008'] },
  { args: ['token', '--as', 'employer', '--person', '1000000009'] },
  { args: ['token', '--as', 'employer', '--scope', 'command:visa'] },
  { args: ['token', '--scope', 'command:visas'] },
  { args: ['token', '--scope', ''] },
  { args: ['copy-log', '--from', 'embedded'] },
  { args: ['copy-log', '--from', 'embedded', '--to', 'elsewhere'] },
  { args: ['copy-log', '--from', 'esdb://admin:hunter2@host:port', '--to', 'embedded'] },
  { args: ['copy-log', '--from', 'mysql://admin:hunter2@host/x', '--to', 'embedded'] },
  { args: ['saudization'] },
  { args: ['saudization', 'x', '--as-of', '2026-02-30'] },
  { args: ['saudization', 'evaluate', '/nowhere.csv', '--explain'] },
  { args: ['rules', 'nothing'] },
  { args: ['rules', 'check'] },
  { args: ['rules', 'check', '/nowhere.json'] },
  { args: ['rules', 'propose', '/nowhere.json'] },
  { args: ['rules', 'confirm', '/nowhere.json', '--by', 'anyone'] },
  { args: ['rules', 'confirm', '/nowhere.json', '--token-file', '/nowhere.token'] },
  { args: ['eventstore', 'nothing'] },
  { args: ['eventstore', 'secure', '--allow'] },
  { args: ['eventstore', 'secure', '--allow', 'a b'] },
])('wrong usage ends with 2 and one line: %j', async ({ args }) => {
  const { code, out, err } = await told(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^sijil: [^\n]+\n$/);
  expect(err).not.toContain('hunter2');
});

it('suggests what may have been meant, in the same line', async () => {
  expect((await told('stauts')).err).toBe("sijil: unknown command 'stauts' (Did you mean status?)\n");
});

it('gives help and version on stdout', async () => {
  const { code, out, err } = await told('--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const command of ['serve', 'demo', 'import', 'token', 'status', 'events', 'vault', 'copy-log', 'eventstore']) {
    expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    const own = await told(command, '--help');
    expect({ code: own.code, err: own.err }).toEqual({ code: 0, err: '' });
    expect(own.out).toMatch(new RegExp(`^Usage: sijil ${command}\\b`));
    if (command !== 'vault' && command !== 'eventstore') expect(own.out).toContain('--json');
  }
  expect((await told('vault', 'status', '--help')).out).toContain('--json');
  expect((await told('eventstore', 'secure', '--help')).out).toContain('--json');
  expect(await told('--version')).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, err: '' });
});
