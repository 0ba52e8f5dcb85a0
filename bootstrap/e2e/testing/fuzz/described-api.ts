// The API as its own description shows it, with a validator for each body that it describes.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as ajvFormats } from 'ajv-formats';

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description?: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** What the description says of one answer. */
export interface Described extends Content {
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** An operation, with where it stands. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** Path with its parameters in braces. */
  readonly path: string;
  readonly security?: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Described>>;
}

export interface DescribedApi {
  readonly operations: readonly Operation[];
  /** Faults of a value as the body of an answer; undefined where the description knows no such body. */
  answerFaults(operation: Operation, status: number, mediaType: string, body: unknown): readonly string[] | undefined;
  /** True for a value that the description takes as the body of a request. */
  takesBody(operation: Operation, mediaType: string, body: unknown): boolean;
  /** Faults of a problem document, also of one that belongs to no operation. */
  problemFaults(body: unknown): readonly string[];
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path' | 'parameters'> & { parameters?: readonly Parameter[] }>>>>;
}

const ROOT = 'openapi';

/** Reads an OpenAPI 3.1 document: JSON Schema 2020-12, each reference resolved inside the document. */
export function describedApi(document: object): DescribedApi {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // Of a format that comes with a pattern of its own the pattern is the law: e-mail addresses.
  ajvFormats.default(ajv, ['uuid', 'date-time', 'uri']);
  ajv.addFormat('email', true);
  ajv.addSchema(document, ROOT);
  const compiled = new Map<string, ValidateFunction>();
  const validator = (...place: readonly string[]): ValidateFunction => {
    const $ref = `${ROOT}#/${place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const known = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, known);
    return known;
  };
  const faultsOf = (validate: ValidateFunction, body: unknown): readonly string[] =>
    validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
  const operations = Object.entries((document as OpenApi).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], ...operation }]): Operation => ({ ...operation, parameters, method, path })),
  );
  return {
    operations,
    answerFaults({ path, method, responses }, status, mediaType, body) {
      if (responses[String(status)]?.content?.[mediaType]?.schema === undefined) return undefined;
      return faultsOf(validator('paths', path, method, 'responses', String(status), 'content', mediaType, 'schema'), body);
    },
    takesBody({ path, method, requestBody }, mediaType, body) {
      if (requestBody?.content?.[mediaType]?.schema === undefined) return false;
      return validator('paths', path, method, 'requestBody', 'content', mediaType, 'schema')(body);
    },
    problemFaults: (body) => faultsOf(validator('components', 'schemas', 'Problem'), body),
  };
}
