// Law: in the market every answer comes from him to whom it belongs, and employers speak through whom they appointed.
import { companyCommands } from '../registry/company-commands.js';
import { contractCommands } from '../registry/contract-commands.js';
import type { BehalfOf } from '../registry/on-behalf.js';
import { transferCommands } from '../registry/transfer-commands.js';
import { visaCommands } from '../registry/visa-commands.js';
import { workPermitCommands } from '../registry/work-permit-commands.js';
import type { LineName, MarketLine, Parties } from './market-line.js';

const partiesOfCommand: ReadonlyMap<string, readonly BehalfOf[]> = new Map(
  [...companyCommands, ...contractCommands, ...transferCommands, ...visaCommands, ...workPermitCommands].map(({ name, onBehalfOf = [] }) => [name, onBehalfOf]),
);

/** On whose behalf a line comes: of those who may say it, the first that the registry names; null for the department itself. */
export function speakerOf({ command, data, day }: MarketLine, { company, from, employee }: Parties): LineName | null {
  const first = partiesOfCommand.get(command)?.find(({ when }) => when === undefined || when.holds(data));
  if (first === undefined || first.party === 'department') return null;
  if (first.party === 'employee') return employee;
  const spokesman = first.of === 'current employer' ? from : company;
  // Before he is appointed, the department writes down what the company says.
  return spokesman === null || day <= spokesman.appointedOn ? null : spokesman.name;
}
