// Companies with somebody who may act for them, made by the program's own commands: who he is stands in the directory, as with everybody.
import { randomUUID } from 'node:crypto';
import { openLocalIssuer } from '../../../dist/bootstrap/auth/local-issuer.js';
import { luhnCheckDigit } from '../../../dist/domain/standards/identifiers/luhn.js';
import { serviceToken } from './program.js';

/** A company, and the number of the human who may act for it. */
export interface Employer {
  readonly companyId: string;
  readonly establishmentId: string;
  readonly nationalId: string;
}

/** Registers companies and appoints a human for each. */
export async function registerEmployers(port: number, home: string, count: number): Promise<readonly Employer[]> {
  const authorization = `Bearer ${await serviceToken(home)}`;
  const answered = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const send = (path: string, data: object, revision?: number): Promise<{ id: string; revision: number; position: string }> =>
    answered(path, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
      },
      body: JSON.stringify(data),
    });
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const nine = `1${String(n + 1).padStart(8, '0')}`;
      const nationalId = `${nine}${luhnCheckDigit(nine)}`;
      const made = await send('/v1/companies', company(n));
      const appointed = await send(`/v1/companies/${made.id}/authorised-people`, appointment(nationalId), made.revision);
      const { items } = await answered<{ items: readonly { id: string }[] }>(`/v1/establishments?companyId=${made.id}&after=${appointed.position}`, {
        headers: { authorization },
      });
      return { companyId: made.id, establishmentId: items[0]?.id ?? '', nationalId };
    }),
  );
}

/** A token of the human who may act for a company, for a day. */
export async function employerToken(home: string, { companyId, nationalId }: Employer): Promise<string> {
  const issuer = await openLocalIssuer(home);
  return issuer.sign({ sub: `of ${companyId}`, role: 'employer', nationalNumber: nationalId, synthetic: true }, 86_400);
}

function company(n: number): object {
  const number = (first: string, digits: number): string => `${first}${String(n + 1).padStart(digits, '0')}`;
  const name = (what: string): object => ({ ar: null, en: `${what} ${n}` });
  return {
    unifiedNumber: number('7', 9),
    name: name('Example Company'),
    legalForm: 'limited-liability',
    owner: { kind: 'legal', unifiedNumber: number('71', 8), name: name('Example Holding') },
    foundedOn: '2019-03-10',
    establishment: { number: number('1-', 7), name: name('Main'), isicActivity: '4100', nitaqatActivity: '450', region: 'SA-01' },
  };
}

function appointment(nationalId: string): object {
  return {
    identifiers: [{ scheme: 'national-id', value: nationalId }],
    name: { ar: null, en: { first: 'Hind', family: 'Example' } },
    scopes: ['everything'],
  };
}
