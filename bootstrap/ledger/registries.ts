import { createEventRegistry, type EventRegistry } from '../../domain/ledger/event-registry.js';
import { ledgerEvents } from '../../domain/ledger/ledger-events.js';
import { companyCommands } from '../../commands/registry/company-commands.js';
import { contractCommands } from '../../commands/registry/contract-commands.js';
import { employeeCommands } from '../../commands/registry/employee-commands.js';
import { insuranceCommands } from '../../commands/registry/insurance-commands.js';
import { createCommandRegistry, type CommandRegistry } from '../../commands/registry/registry.js';
import { ruleSetCommands } from '../../commands/registry/rule-set-commands.js';
import { transferCommands } from '../../commands/registry/transfer-commands.js';
import { visaCommands } from '../../commands/registry/visa-commands.js';
import { workPermitCommands } from '../../commands/registry/work-permit-commands.js';
import { recordTypes, toldTypes } from './record-types.js';

/** Every event type, checked whole. */
export function buildEventRegistry(): EventRegistry {
  return createEventRegistry([...ledgerEvents, ...[...recordTypes, ...toldTypes].flatMap((type) => type.events)]);
}

/** Every command, checked whole. */
export function buildCommandRegistry(): CommandRegistry {
  return createCommandRegistry(
    [...companyCommands, ...employeeCommands, ...contractCommands, ...workPermitCommands, ...visaCommands, ...transferCommands, ...insuranceCommands, ...ruleSetCommands],
    recordTypes,
  );
}
