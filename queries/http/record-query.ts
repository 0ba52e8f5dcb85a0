import { z } from 'zod';
import { positionParam } from './query-string.js';

/** The parameters of a record by its id. */
export const recordQuery = z.strictObject({ after: positionParam.optional() });
