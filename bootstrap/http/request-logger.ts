// Law: every line that a request logs bears its id; a request that logs nothing makes no logger.
import type { FastifyBaseLogger } from 'fastify';

const methods = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

type Method = (typeof methods)[number];
type Child = FastifyBaseLogger['child'];

/** A request's own logger: a child of the process's, made when the first line comes. Hardly any request logs one. */
class RequestLogger {
  #own: FastifyBaseLogger | undefined;

  constructor(
    private readonly parent: FastifyBaseLogger,
    private readonly bindings: Parameters<Child>[0],
    private readonly options: Parameters<Child>[1],
  ) {}

  own(): FastifyBaseLogger {
    return (this.#own ??= this.parent.child(this.bindings, this.options));
  }

  get level(): string {
    return this.own().level;
  }

  child(...given: Parameters<Child>): FastifyBaseLogger {
    return this.own().child(...given);
  }
}

for (const method of methods) {
  Object.defineProperty(RequestLogger.prototype, method, {
    value(this: RequestLogger, ...line: Parameters<FastifyBaseLogger[Method]>) {
      this.own()[method](...line);
    },
  });
}

/** Makes the logger of one request; for Fastify's `childLoggerFactory`. */
export function requestLogger(parent: FastifyBaseLogger, ...given: Parameters<Child>): FastifyBaseLogger {
  // The methods were put on the prototype above, one a level.
  return new RequestLogger(parent, ...given) as RequestLogger & Pick<FastifyBaseLogger, Method>;
}
