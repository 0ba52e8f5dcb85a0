import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';
import { largestWorkspace } from '../../read-models/largest-workspace.js';
import * as tokens from '../container/tokens.js';
import { countLedger, type LedgerCounts } from '../serve/ledger-counts.js';
import type { OpenLedger } from '../serve/open-ledger.js';

const TOKEN_SECONDS = 86_400;

const NAMES: Readonly<Record<string, string>> = {
  company: 'companies',
  employee: 'employees',
  contract: 'contracts',
  workPermit: 'work permits',
  visa: 'visa requests',
  transfer: 'transfers',
  insurance: 'insurance registrations',
  ruleSet: 'registers of rule sets',
};

/** What the start prints when ready: the address, what is inside, and three lines to paste. */
export async function readyNotice(ledger: OpenLedger, address: string, json: boolean): Promise<string> {
  const { container } = ledger;
  const counts = await countLedger(container);
  if (json) return `${JSON.stringify({ address, ...counts })}\n`;
  // Another issuer's tokens are had from it.
  const token = (await container.resolve(tokens.LOCAL_ISSUER)?.sign({ sub: 'local-user', role: 'platform-service' }, TOKEN_SECONDS)) ?? '<token>';
  const company = await largestWorkspace(container.resolve(tokens.MAIN_POOL));
  return [
    '',
    `Sijil is ready at ${address}`,
    `Inside: ${inside(counts)}`,
    `API: ${address}/docs   Ready: ${address}/readyz   Metrics: ${address}/metrics`,
    '',
    ...tries(address, token, company),
    '',
    '',
  ].join('\n');
}

function inside({ records, events }: LedgerCounts): string {
  const parts = Object.entries(records).flatMap(([category, n]) => (n === 0 ? [] : [`${n.toLocaleString('en')} ${NAMES[category] ?? category}`]));
  return [...parts, `${events.toLocaleString('en')} events`].join(', ');
}

/** Three lines that work as pasted: a read, a history or the feed, and a command (the same answer each time it is pasted). */
function tries(address: string, token: string, company: string | undefined): readonly string[] {
  const curl = `curl -s -H 'Authorization: Bearer ${token}'`;
  const nationalId = `190000000${luhnCheckDigit('190000000')}`;
  const citizen = JSON.stringify({
    nationalId,
    name: { ar: null, en: { first: 'Noura', family: 'Example' } },
    birthDate: '1995-04-01',
    sex: 'female',
  });
  const reads =
    company === undefined
      ? [`${curl} '${address}/v1/catalogue'`, `${curl} '${address}/v1/feed?limit=20'`]
      : [`${curl} '${address}/v1/workspaces/${company}'`, `${curl} '${address}/v1/companies/${company}/events'`];
  return [
    company === undefined ? 'Try the catalogue of events, the feed, a command:' : 'Try a company’s workspace, its whole history, a command:',
    ...reads,
    `${curl} -X POST -H 'Content-Type: application/json' -H 'Idempotency-Key: first-try' -d '${citizen}' '${address}/v1/employees/citizens'`,
  ];
}
