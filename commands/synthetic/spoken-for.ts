// Law: in the demo every answer comes from him to whom it belongs, and employers speak through whom they appointed.
import { companyCommands } from '../registry/company-commands.js';
import { contractCommands } from '../registry/contract-commands.js';
import type { BehalfOf } from '../registry/on-behalf.js';
import { transferCommands } from '../registry/transfer-commands.js';
import { visaCommands } from '../registry/visa-commands.js';
import { workPermitCommands } from '../registry/work-permit-commands.js';
import { appointedOn } from './companies/authorised-people.js';
import type { PlannedCompany } from './companies/planned-company.js';
import { bearerOf, type LineName, type MarketLine, type Script } from './market-line.js';

/** Between whom a record is, by keys of lines. */
interface Parties {
  readonly company: string;
  /** The current employer of a transfer. */
  readonly from: string | null;
  readonly employee: LineName | null;
}

const partiesOfCommand: ReadonlyMap<string, readonly BehalfOf[]> = new Map(
  [...companyCommands, ...contractCommands, ...transferCommands, ...visaCommands, ...workPermitCommands].map(({ name, onBehalfOf = [] }) => [name, onBehalfOf]),
);

/** The scripts with the one on whose behalf each line comes: of those who may say it, the first that the registry names. */
export function spokenFor(scripts: readonly Script[], companies: readonly PlannedCompany[]): readonly Script[] {
  const planned = new Map(companies.map((company) => [company.key, company]));
  const known = new Map<string, Parties>();
  const speakerOf = (line: MarketLine, about: Parties): LineName | null => {
    const [first] = (partiesOfCommand.get(line.command) ?? []).filter(({ when }) => when === undefined || when.holds(line.data));
    if (first === undefined || first.party === 'department') return null;
    if (first.party === 'employee') return about.employee;
    const company = planned.get((first.of === 'current employer' ? about.from : null) ?? about.company);
    // Before he is appointed, the department writes down what the company says.
    if (company === undefined || line.day <= appointedOn(company)) return null;
    const { scheme, value } = company.representative.identifier;
    return bearerOf(scheme, value);
  };
  return scripts.map((script) =>
    script.map((line) => {
      const about = line.record === null ? partiesIn(line, known) : (known.get(keyOf(line.record)) ?? null);
      if (about === null) return line;
      if (line.record === null) known.set(line.key, about);
      const onBehalfOf = speakerOf(line, about);
      return onBehalfOf === null ? line : { ...line, onBehalfOf };
    }),
  );
}

/** The parties that a line names for what it makes. */
function partiesIn({ key, command, data }: MarketLine, known: ReadonlyMap<string, Parties>): Parties | null {
  if (command === 'RegisterCompany') return { company: key, from: null, employee: null };
  const company = data['companyId'] ?? data['toCompanyId'];
  if (company === undefined) return null;
  const from = known.get(keyOf(data['fromContractId']))?.company ?? null;
  return { company: keyOf(company), from, employee: (data['employeeId'] as LineName | undefined) ?? null };
}

function keyOf(name: unknown): string {
  return (name as { readonly createdBy?: string } | undefined)?.createdBy ?? '';
}
