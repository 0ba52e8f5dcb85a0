// Law: every line of the file makes a record, none changes one; all numbers pass their checks and none is given twice.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { syntheticNumbers } from '../../../dist/commands/synthetic/synthetic-numbers.js';
import { fromRiyals } from '../../../dist/domain/standards/money.js';

/** Of each hundred lines: one company, its people, and contracts of the people of the company before. */
const BLOCK = 100;
const CONTRACTS = 40;
const PEOPLE = BLOCK - 1 - CONTRACTS;
const FLUSH_LINES = 500;
const main = { name: { ar: null, en: 'Main' }, isicActivity: '4100', nitaqatActivity: '450', region: 'SA-01' };
const owner = { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } };
const terms = {
  occupation: '711201',
  wage: { basic: fromRiyals(6_000), housing: fromRiyals(1_500), other: fromRiyals(600) },
  kind: 'indefinite',
  endsOn: null,
  probationDays: 90,
  payPeriod: 'monthly',
  hoursPerWeek: 40,
  workingTime: 'full-time',
  renewable: false,
};

/** Registrations and drafts of contracts; contracts begin on a day (`YYYY-MM-DD`) that lies ahead. */
export function* importLines(count: number, startsOn: string): Generator<object> {
  const numbers = syntheticNumbers();
  for (let n = 0; n < count; n += 1) {
    const [block, place] = [Math.floor(n / BLOCK), n % BLOCK];
    if (place === 0) {
      const establishment = { number: numbers.establishment(1), ...main };
      const name = { ar: null, en: `Company ${block}` };
      const data = {
        unifiedNumber: numbers.unifiedNumber(),
        name,
        legalForm: 'limited-liability',
        owner,
        foundedOn: '2019-01-01',
        establishment,
      };
      yield { key: `company-${block}`, command: 'RegisterCompany', data };
    } else if (place <= PEOPLE || block === 0) {
      const name = { ar: null, en: { first: 'Noura', family: `Example ${n}` } };
      const data = { nationalId: numbers.nationalId(), name, birthDate: '1995-04-01', sex: 'female' };
      yield { key: `person-${block}-${place}`, command: 'RegisterCitizen', data };
    } else {
      const company = { createdBy: `company-${block - 1}` };
      const employeeId = { createdBy: `person-${block - 1}-${place - PEOPLE}` };
      const data = { companyId: company, establishmentId: company, employeeId, terms: { ...terms, startsOn } };
      yield { key: `contract-${block}-${place}`, command: 'DraftContract', data };
    }
  }
}

/** Writes the lines to a file, some at a time. */
export async function writeImportFile(path: string, count: number, startsOn: string): Promise<void> {
  const file = createWriteStream(path);
  let text = '';
  let lines = 0;
  for (const line of importLines(count, startsOn)) {
    text += `${JSON.stringify(line)}\n`;
    lines += 1;
    if (lines % FLUSH_LINES > 0) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'finish');
}
