import { z } from 'zod';
import { ruleSetSchema } from '../saudization/rule-set.js';
import { ruleSetHash, withdrawalReason } from './events.js';

export const proposeRuleSet = z.strictObject({ set: ruleSetSchema }).meta({ description: 'A whole rule set of Saudization, from a day that is not published yet' });

export const confirmRuleSet = z
  .strictObject({ hash: ruleSetHash })
  .meta({ description: 'The agreement of a second person to a proposed rule set, which its hash names' });

export const withdrawRuleSet = z.strictObject({ hash: ruleSetHash, reason: withdrawalReason }).meta({ description: 'The taking back of a proposed rule set' });

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type ProposeRuleSet = Command<'ProposeRuleSet', typeof proposeRuleSet>;
export type ConfirmRuleSet = Command<'ConfirmRuleSet', typeof confirmRuleSet>;
export type WithdrawRuleSet = Command<'WithdrawRuleSet', typeof withdrawRuleSet>;
export type RuleSetCommand = ProposeRuleSet | ConfirmRuleSet | WithdrawRuleSet;
