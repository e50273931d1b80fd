/** One request and what it was answered, for assertions. Bodies are text as sent. */
export interface Exchange {
  readonly method: string;
  /** Path and query, without the origin. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** 0 where the connection broke. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** Epoch milliseconds by the EHR's clock. */
  readonly at: number;
}

/** So that an EHR that runs all day does not keep all it was asked; in characters of bodies. */
const KEPT = 50_000_000;

export class ExchangeLog {
  #exchanges: Exchange[] = [];
  #size = 0;

  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  clear(): void {
    this.#exchanges = [];
    this.#size = 0;
  }

  /** Runs `answer` and notes what came of it, a broken connection included. Requests are noted in the order of their answers. */
  async record(request: Request, requestBody: string, at: number, answer: () => Promise<Response>): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const asked = { method: request.method, url: pathname + search, requestHeaders: Object.fromEntries(request.headers), requestBody, at };
    try {
      const response = await answer();
      const responseBody = await response.clone().text();
      this.#keep({ ...asked, status: response.status, responseHeaders: Object.fromEntries(response.headers), responseBody });
      return response;
    } catch (error) {
      this.#keep({ ...asked, status: 0, responseHeaders: {}, responseBody: '' });
      throw error;
    }
  }

  #keep(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    this.#size += sizeOf(exchange);
    while (this.#size > KEPT && this.#exchanges.length > 1) {
      const oldest = this.#exchanges.shift();
      if (oldest !== undefined) this.#size -= sizeOf(oldest);
    }
  }
}

/** The constant stands for URL and headers. */
function sizeOf(exchange: Exchange): number {
  return exchange.requestBody.length + exchange.responseBody.length + 1_000;
}
